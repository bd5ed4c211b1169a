using System.Buffers;

namespace NnGen.Data;

/// <summary>Adds random changes to sources of images, which are applied as the images are read.</summary>
public static class AugmentationExtensions
{
    // Distinguishes the seed from that of the order.
    private const int Salt = 0x5BD1E995;

    /// <summary>Returns the source with every image changed, differently in every epoch. A change depends only on seed, epoch and sample, so that the results do not depend on threads or the order of samples.</summary>
    /// <param name="source">The source, such as a dataset.</param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="steps">The changes, which are applied one after the other.</param>
    /// <exception cref="ArgumentException">The shape does not match the samples, its channels seem to come last, or a shift can remove the whole image.</exception>
    public static IBatchSource<TTarget> Augment<TTarget>(this IBatchSource<TTarget> source, ImageShape shape, params IAugmentation[] steps)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(steps);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1 || (long)shape.Channels * shape.Height * shape.Width != source.InputLength)
        {
            throw new ArgumentException($"{shape.Channels}×{shape.Height}×{shape.Width} is not the shape of samples of {source.InputLength} floats.", nameof(shape));
        }
        if (Array.IndexOf(steps, null) is >= 0 and var missing)
        {
            throw new ArgumentException($"Step {missing} of {steps.Length} is null; pass an augmentation, or leave it out.", nameof(steps));
        }
        if ((shape.Channels, shape.Height, shape.Width) is ( >= 8, >= 8, 1 or 3 or 4))
        {
            throw new ArgumentException($"{shape.Channels}×{shape.Height}×{shape.Width} are {shape.Channels} channels of {shape.Height}×{shape.Width} pixels; channels come first, so pass new ImageShape({shape.Width}, {shape.Channels}, {shape.Height}), with the data stored channel by channel"
                + $"{(shape.Width == 1 ? $"; for {shape.Channels} signals, pass new ImageShape({shape.Channels}, 1, {shape.Height})" : "")}.", nameof(shape));
        }
        if (steps.OfType<RandomShift>().FirstOrDefault(step => step.Pixels >= Math.Min(shape.Height, shape.Width)) is { } far)
        {
            throw new ArgumentException($"{far} can remove the whole image of {shape.Height}×{shape.Width} pixels; shift by less than its height and width.", nameof(steps));
        }
        IAugmentation[] copy = [.. steps];
        DataScale? scale = DataScale.Of(source);
        if (scale is { AreInputsMeasured: true } measured && !copy.All(static step => step is RandomShift or RandomRotation or GaussianNoise))
        {
            scale = measured with { AreInputsUnknown = true };   // a user-defined step may normalize them
        }
        return new ChangedSource<TTarget>(source, (Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions options) => Apply(inputs, samples, options, shape, copy),
            $"{shape.Channels}×{shape.Height}×{shape.Width}: {string.Join(", ", copy.Select(static step => step.ToString()))}", scale);
    }

    private static void Apply(Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions options, ImageShape shape, IAugmentation[] steps)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(shape.Length);
        Span<float> from = rented.AsSpan(0, shape.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            Span<float> image = inputs.Slice(i * shape.Length, shape.Length);
            Xoshiro256 random = new(options.OrderSeed ^ Salt, stream: samples[i].GetHashCode());
            foreach (IAugmentation step in steps)
            {
                image.CopyTo(from);
                step.Apply(from, image, shape, random);
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
