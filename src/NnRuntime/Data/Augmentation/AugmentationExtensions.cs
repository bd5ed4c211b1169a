using System.Buffers;
using NnGen.CompilerServices;

namespace NnGen.Data;

/// <summary>Sources of images that are changed at random as they are read.</summary>
public static class AugmentationExtensions
{
    // Apart from the seed of the order.
    private const int Salt = 0x5BD1E995;

    /// <summary>The source with every image changed, another way in every epoch. A change is a function of seed, epoch and sample, so that no thread and no order makes a difference.</summary>
    /// <param name="source">The source, such as a dataset.</param>
    /// <param name="shape">The shape of a sample.</param>
    /// <param name="steps">The changes, one after the other.</param>
    /// <exception cref="ArgumentException">The shape does not fit the samples.</exception>
    public static IBatchSource<TTarget> Augment<TTarget>(this IBatchSource<TTarget> source, ImageShape shape, params IAugmentation[] steps)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(steps);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1 || (long)shape.Channels * shape.Height * shape.Width != source.InputLength)
        {
            throw new ArgumentException($"{shape.Channels}×{shape.Height}×{shape.Width} is not the shape of samples of {source.InputLength} floats.", nameof(shape));
        }
        return new ChangedSource<TTarget>(source, (Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions options) => Apply(inputs, samples, options, shape, steps), string.Join(", ", steps.Select(static step => step.ToString())));
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
