using NnGen.Schedules;

namespace NnGen.Tests;

/// <summary>Settings of schedules that are wrong are told where they are given.</summary>
public class ScheduleSettingTests
{
    private static readonly Dictionary<string, (Func<object> Create, string Message)> s_wrong = new()
    {
        ["plateau-factor"] = (static () => new ReduceOnPlateau(factor: 1.5), "factor is 1.5, but it must be greater than 0 and less than 1."),
        ["plateau-patience"] = (static () => new ReduceOnPlateau(patience: -2), "patience is -2, but it must be at least 0."),
        ["plateau-threshold"] = (static () => new ReduceOnPlateau(threshold: NotANumber), "threshold is NaN, but it must be at least 0 and finite."),
        ["plateau-cooldown"] = (static () => new ReduceOnPlateau(cooldown: -1), "cooldown is -1, but it must be at least 0."),
        ["plateau-rate"] = (static () => new ReduceOnPlateau(minRate: double.PositiveInfinity), $"minRate is {double.PositiveInfinity}, but it must be at least 0 and finite."),
        ["plateau-change"] = (static () => new ReduceOnPlateau(minChange: -1e-8), "minChange is -1E-08, but it must be at least 0 and finite."),
        ["cosine"] = (static () => new CosineAnnealing(NotANumber), "minRate is NaN, but it must be at least 0 and finite."),
        ["cycle-rise"] = (static () => new OneCycle(riseFraction: 1), "riseFraction is 1, but it must be greater than 0 and less than 1."),
        ["cycle-division"] = (static () => new OneCycle(divisor: 0.5), "divisor is 0.5, but it must be at least 1 and finite."),
        ["cycle-final"] = (static () => new OneCycle(finalDivisor: double.PositiveInfinity), $"finalDivisor is {double.PositiveInfinity}, but it must be at least 1 and finite."),
        ["cycle-momentum"] = (static () => new OneCycle(baseMomentum: 1), "baseMomentum is 1, but it must be at least 0 and less than 1."),
        ["step-every"] = (static () => new StepDecay(0), "every is 0, but it must be at least 1."),
        ["step-factor"] = (static () => new StepDecay(3, 0), "factor is 0, but it must be greater than 0 and finite."),
        ["exponential-factor"] = (static () => new ExponentialDecay(-1), "factor is -1, but it must be greater than 0 and finite."),
        ["warmup"] = (static () => new LinearWarmup(-3), "steps is -3, but it must be at least 1."),
    };

    // With a clear sign bit, unlike double.NaN.
    private static double NotANumber => BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);

    public static TheoryData<string> Wrong => [.. s_wrong.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_message_names_setting_value_and_range(string setting)
    {
        (Func<object> create, string message) = s_wrong[setting];
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(create);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(message.Split(' ')[0], error.ParamName);
    }
}
