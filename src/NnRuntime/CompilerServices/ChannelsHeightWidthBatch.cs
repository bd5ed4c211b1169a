using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The memory of images: samples in groups, and within a group [channel][row][column][sample], so that a vector is one pixel of
/// as many samples. A group of one is the image itself. The last group is filled up with zeros.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelsHeightWidthBatch
{
    /// <summary>The samples that an evaluation computes next: whole groups, or what is left when there are none.</summary>
    /// <param name="samples">The samples that are left.</param>
    /// <param name="most">The most at a time.</param>
    public static int BlockSize<V>(int samples, int most)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int block = Math.Min(samples, most);
        return block > V.Count ? block / V.Count * V.Count : block;
    }

    /// <summary>The size of a group for an evaluation: whole vectors, or one if fewer of the lanes would hold a sample.</summary>
    /// <param name="samples">The samples of the evaluation.</param>
    /// <param name="percent">The share of the lanes for which a group takes as long as its samples one by one.</param>
    public static int GroupSize<V>(int samples, int percent)
        where V : struct, ISimd<V> => 100L * samples >= (long)percent * RoundUp(samples, V.Count) ? V.Count : 1;

    /// <summary>The samples with those that fill up the last group.</summary>
    public static int RoundUp(int samples, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        return checked((samples + lanes - 1) / lanes * lanes);
    }

    /// <summary>The most that <see cref="RoundUp"/> gives on any machine.</summary>
    public static long MaxRoundedUp(int samples) => (samples + 15L) / 16 * 16;

    /// <summary>F of samples one after the other, <paramref name="stride"/> floats apart, to groups of padded images.</summary>
    public static void FromRowMajor<F>(ReadOnlySpan<float> rows, int stride, int samples, Span<float> groups, in PaddedImage shape, int lanes)
        where F : struct, IActivation
    {
        shape.Check(lanes);
        Bounds.Rows(rows.Length, samples, stride, shape.ImageLength);
        Bounds.Room(groups.Length, (long)RoundUp(samples, lanes) * shape.Length);
        if (shape.Length != shape.Channels * shape.Height * shape.Width || samples % lanes != 0)
        {
            groups.Clear();
        }
        for (int first = 0; first < samples; first += lanes)
        {
            LayoutTransposition.FromRowMajor<F>(rows.Slice(first * stride), stride, Math.Min(lanes, samples - first), groups.Slice(first * shape.Length, lanes * shape.Length), shape, lanes);
        }
    }

    /// <summary>Groups of <paramref name="length"/> pixels to samples one after the other, <paramref name="stride"/> floats apart.</summary>
    public static void ToRowMajor(ReadOnlySpan<float> groups, int length, Span<float> rows, int stride, int samples, int lanes)
    {
        Bounds.Rows(rows.Length, samples, stride, length);
        Bounds.Room(groups.Length, (long)RoundUp(samples, lanes) * length);
        for (int first = 0; first < samples; first += lanes)
        {
            LayoutTransposition.ToRowMajor(groups.Slice(first * length, lanes * length), rows.Slice(first * stride), stride, Math.Min(lanes, samples - first), lanes);
        }
    }

    /// <summary>Pads the images of each group with zeros.</summary>
    public static void Pad(ReadOnlySpan<float> groups, Span<float> padded, in PaddedImage shape, int lanes)
    {
        shape.Check(lanes);
        Bounds.Room(groups.Length, (long)(padded.Length / (shape.Length * lanes)) * shape.ImageLength * lanes);
        padded.Clear();
        for (int image = 0; image < padded.Length / shape.Length / lanes * shape.Channels; image++)
        {
            for (int h = 0; h < shape.Height; h++)
            {
                ReadOnlySpan<float> from = groups.Slice(((image * shape.Height) + h) * shape.Width * lanes, shape.Width * lanes);
                Span<float> to = padded.Slice(((image * shape.Rows) + shape.Vertical + h) * shape.RowLength * lanes, shape.RowLength * lanes);
                if (shape.Stride == 1)
                {
                    from.CopyTo(to.Slice(shape.Left * lanes));
                    continue;
                }
                for (int w = 0; w < shape.Width; w++)
                {
                    from.Slice(w * lanes, lanes).CopyTo(to.Slice(shape.Column(w) * lanes));
                }
            }
        }
    }

    /// <summary>Takes the images out of their frames.</summary>
    public static void Unpad(ReadOnlySpan<float> padded, Span<float> groups, in PaddedImage shape, int lanes)
    {
        shape.Check(lanes);
        Bounds.Room(groups.Length, (long)(padded.Length / (shape.Length * lanes)) * shape.ImageLength * lanes);
        for (int image = 0; image < padded.Length / shape.Length / lanes * shape.Channels; image++)
        {
            for (int h = 0; h < shape.Height; h++)
            {
                ReadOnlySpan<float> from = padded.Slice(((image * shape.Rows) + shape.Vertical + h) * shape.RowLength * lanes, shape.RowLength * lanes);
                Span<float> to = groups.Slice(((image * shape.Height) + h) * shape.Width * lanes, shape.Width * lanes);
                for (int w = 0; w < shape.Width; w++)
                {
                    from.Slice(shape.Column(w) * lanes, lanes).CopyTo(to.Slice(w * lanes));
                }
            }
        }
    }

    /// <summary>sums[i] = the sum of the i-th vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum<V>(ReadOnlySpan<float> vectors, Span<float> sums)
        where V : struct, ISimd<V>
    {
        Bounds.Room(vectors.Length, (long)sums.Length * V.Count);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = V.Sum(V.Load(vectors.Slice(i * V.Count)));
        }
    }

    /// <summary>sums[c] = Σ over the samples and the <paramref name="pixels"/> of channel c; groups are whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SumChannels<V>(ReadOnlySpan<float> groups, int pixels, Span<float> sums)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        int length = checked(pixels * V.Count), group = checked(sums.Length * length);
        if (sums.IsEmpty || groups.Length % group != 0)
        {
            throw new ArgumentException($"{groups.Length} floats are not whole groups of {sums.Length} channels of {length}.", nameof(groups));
        }
        for (int c = 0; c < sums.Length; c++)
        {
            V even = 0f, odd = 0f;
            for (int start = c * length; start < groups.Length; start += group)
            {
                ReadOnlySpan<float> channel = groups.Slice(start, length);
                int i = 0;
                for (; i <= channel.Length - (2 * V.Count); i += 2 * V.Count)
                {
                    even += V.Load(channel.Slice(i));
                    odd += V.Load(channel.Slice(i + V.Count));
                }
                if (i < channel.Length)
                {
                    even += V.Load(channel.Slice(i));
                }
            }
            sums[c] = V.Sum(even + odd);
        }
    }
}
