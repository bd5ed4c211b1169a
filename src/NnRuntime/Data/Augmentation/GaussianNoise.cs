using static System.FormattableString;

namespace NnGen.Data;

/// <summary>Adds a normally distributed random number to every value.</summary>
public sealed class GaussianNoise : IAugmentation
{
    private readonly double _standardDeviation;

    /// <summary>Creates the augmentation.</summary>
    /// <param name="standardDeviation">Standard deviation of the noise, at least 0 and finite, in the unit of the inputs.</param>
    public GaussianNoise(double standardDeviation)
    {
        if (!(standardDeviation >= 0 && double.IsFinite(standardDeviation)))
        {
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, $"The standard deviation is {standardDeviation}, but it must be at least 0 and finite.");
        }
        _standardDeviation = SettingRange.Unsigned(standardDeviation);
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = (float)(from[i] + (_standardDeviation * random.NextNormal()));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"GaussianNoise({_standardDeviation})");
}
