using NnGen.Optimizers;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Increases and then decreases the learning rate over the whole run, each along half a cosine, while the momentum changes inversely (Smith and
/// Topin, 2019), as torch.optim.lr_scheduler.OneCycleLR with its defaults. The optimizer's rate is the maximum.</summary>
/// <remarks>The schedule changes the momentum of <see cref="Sgd"/> and <see cref="RmsProp"/> and β₁ of <see cref="Adam"/> and <see cref="AdamW"/>. Optimizers
/// that were created without momentum remain without it, whereas OneCycleLR gives torch.optim.SGD one.</remarks>
public sealed class OneCycle : ISchedule
{
    private readonly double _riseFraction, _divisor, _finalDivisor, _baseMomentum, _maxMomentum;
    private readonly bool _cycleMomentum;

    /// <summary>Creates the schedule.</summary>
    /// <param name="riseFraction">Fraction of the steps in which the rate increases, greater than 0 and less than 1.</param>
    /// <param name="divisor">Quotient of the maximum and the initial rate, at least 1.</param>
    /// <param name="finalDivisor">Quotient of the initial and the final rate, at least 1.</param>
    /// <param name="cycleMomentum">Whether the momentum changes inversely to the rate; otherwise the optimizer keeps its own.</param>
    /// <param name="baseMomentum">Momentum at the maximum rate, at least 0 and less than 1.</param>
    /// <param name="maxMomentum">Momentum at the start and the end, at least 0 and less than 1.</param>
    public OneCycle(double riseFraction = 0.3, double divisor = 25, double finalDivisor = 1e4, bool cycleMomentum = true, double baseMomentum = 0.85, double maxMomentum = 0.95)
    {
        _riseFraction = DecimalValue.Of(SettingRange.Fraction(riseFraction, nameof(riseFraction)));
        (_divisor, _finalDivisor) = (DecimalValue.Of(SettingRange.AtLeast(divisor, 1, nameof(divisor))), DecimalValue.Of(SettingRange.AtLeast(finalDivisor, 1, nameof(finalDivisor))));
        (_cycleMomentum, _baseMomentum, _maxMomentum) = (cycleMomentum, IsMomentum(baseMomentum, nameof(baseMomentum)), IsMomentum(maxMomentum, nameof(maxMomentum)));
    }

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps)
    {
        double first = baseRate / _divisor;
        return (float)At(step, totalSteps, first, baseRate, first / _finalDivisor);
    }

    /// <inheritdoc/>
    public double? GetMomentum(long step, long totalSteps) => _cycleMomentum ? At(step, totalSteps, _maxMomentum, _baseMomentum, _maxMomentum) : null;

    /// <inheritdoc/>
    public override string ToString() => Invariant($"OneCycle(riseFraction: {_riseFraction}, divisor: {_divisor}, finalDivisor: {_finalDivisor}, ") +
        (_cycleMomentum ? Invariant($"baseMomentum: {_baseMomentum}, maxMomentum: {_maxMomentum})") : "cycleMomentum: False)");

    private double At(long step, long totalSteps, double first, double middle, double last)
    {
        // As PyTorch: if the rise has no whole step, the fall begins before step 0. If the rise ends at step 0, PyTorch divides 0 by 0; here, that step has
        // the maximum.
        totalSteps = Math.Max(1, totalSteps);
        double top = (_riseFraction * totalSteps) - 1, end = totalSteps - 1;
        return step <= top ? Between(first, middle, top == 0 ? 1 : step / top) : Between(middle, last, Math.Min(1, (step - top) / (end - top)));
    }

    private static double Between(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);

    private static double IsMomentum(double value, string name) => value >= 0 && (float)value < 1
        ? DecimalValue.Of(value)
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least 0 and less than 1.");
}
