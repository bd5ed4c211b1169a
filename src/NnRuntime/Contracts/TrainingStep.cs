namespace NnGen;

/// <summary>Identifies a training pass, so that it is reproducible.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Step">The number of the step within the run.</param>
/// <param name="FirstSample">The position within the batch of the first sample of this call, on which dropout masks depend.</param>
/// <param name="Scale">The factor that replaces 1/n in the mean over the batch, so that the losses and gradients of shards add up; finite and not 0.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Scale"/> is 0 or not finite.</exception>
public readonly record struct TrainingStep(int Seed, long Step, int FirstSample, float Scale)
{
    private readonly float _scale = Checked(Scale);

    /// <summary>Gets the factor that replaces 1/n in the mean over the batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or not finite.</exception>
    /// <exception cref="InvalidOperationException">The scale was never set, as in <c>default(TrainingStep)</c>: all gradients would be 0.</exception>
    public float Scale
    {
        get => _scale != 0 ? _scale : Unset();
        init => _scale = Checked(value);
    }

    /// <summary>Returns the members, of which an unset scale is 0.</summary>
    public override string ToString() => FormattableString.Invariant($"TrainingStep {{ Seed = {Seed}, Step = {Step}, FirstSample = {FirstSample}, Scale = {_scale} }}");

    // A step of a small network takes a hundred nanoseconds: the magnitudes that are not 0, infinite or NaN are one range of bits, and the exceptions are in
    // methods of their own, so that the checks are inlined.
    private static float Checked(float scale) => (BitConverter.SingleToUInt32Bits(scale) & int.MaxValue) - 1 < BitConverter.SingleToUInt32Bits(float.PositiveInfinity) - 1 ? scale : Invalid(scale);

    private static float Invalid(float scale) => throw new ArgumentOutOfRangeException(
        nameof(scale), scale, $"Scale is {scale}, with which a step would train nothing or leave no finite parameter; set it to 1f / the number of samples in the batch.");

    private static float Unset() => throw new InvalidOperationException("The Scale of this TrainingStep was not set, so that all gradients would be 0; set it to 1f / the number of samples in the batch.");
}
