using NnGen.CompilerServices;
using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Data;

/// <summary>Adds a normally distributed random number to every value.</summary>
public sealed class GaussianNoise : IAugmentation
{
    private readonly double _deviation;

    /// <summary>Creates the augmentation.</summary>
    /// <param name="deviation">Standard deviation of the noise, at least 0 and finite, in the unit of the inputs.</param>
    public GaussianNoise(double deviation)
    {
        if (!(deviation >= 0 && double.IsFinite(deviation)))
        {
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, $"The standard deviation is {deviation}, but it must be at least 0 and finite.");
        }
        _deviation = SettingRange.Unsigned(deviation);
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = (float)(from[i] + (_deviation * random.NextNormal()));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"GaussianNoise({_deviation})");
}
