using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnRuntime.Numerics;

/// <summary>The memory of images: samples in groups, and within a group [channel][row][column][sample], so that a vector is one pixel of
/// as many samples. A group of one is the image itself. The last group is filled up with zeros.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>The size of a group for an evaluation: whole vectors, or one where more than two fifths of the lanes would be empty.</summary>
    public static int ForEvaluation<V>(int samples)
        where V : struct, ISimd<V> => 5L * samples >= 3L * Round(samples, V.Count) ? V.Count : 1;

    /// <summary>The samples with those that fill up the last group.</summary>
    public static int Round(int samples, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        return checked((samples + lanes - 1) / lanes * lanes);
    }

    /// <summary>The most that <see cref="Round"/> gives on any machine.</summary>
    public static long Most(int samples) => (samples + 15L) / 16 * 16;

    /// <summary>F of samples one after the other, <paramref name="stride"/> floats apart, to groups of framed images.</summary>
    public static void FromRows<F>(ReadOnlySpan<float> rows, int stride, int samples, Span<float> groups, in Frame frame, int lanes)
        where F : struct, IActivation
    {
        frame.Check(lanes);
        Bounds.Rows(rows.Length, samples, stride, frame.ImageLength);
        Bounds.Room(groups.Length, (long)Round(samples, lanes) * frame.Length);
        if (frame.Length != frame.Channels * frame.Height * frame.Width || samples % lanes != 0)
        {
            groups.Clear();
        }
        for (int first = 0; first < samples; first += lanes)
        {
            LanesTransposition.FromRows<F>(rows.Slice(first * stride), stride, Math.Min(lanes, samples - first), groups.Slice(first * frame.Length, lanes * frame.Length), frame, lanes);
        }
    }

    /// <summary>Groups of <paramref name="length"/> pixels to samples one after the other, <paramref name="stride"/> floats apart.</summary>
    public static void ToRows(ReadOnlySpan<float> groups, int length, Span<float> rows, int stride, int samples, int lanes)
    {
        Bounds.Rows(rows.Length, samples, stride, length);
        Bounds.Room(groups.Length, (long)Round(samples, lanes) * length);
        for (int first = 0; first < samples; first += lanes)
        {
            LanesTransposition.ToRows(groups.Slice(first * length, lanes * length), rows.Slice(first * stride), stride, Math.Min(lanes, samples - first), lanes);
        }
    }

    /// <summary>Puts a frame around the images of each group.</summary>
    public static void Enframe(ReadOnlySpan<float> groups, Span<float> framed, in Frame frame, int lanes)
    {
        frame.Check(lanes);
        Bounds.Room(groups.Length, (long)(framed.Length / (frame.Length * lanes)) * frame.ImageLength * lanes);
        framed.Clear();
        for (int image = 0; image < framed.Length / frame.Length / lanes * frame.Channels; image++)
        {
            for (int h = 0; h < frame.Height; h++)
            {
                ReadOnlySpan<float> from = groups.Slice(((image * frame.Height) + h) * frame.Width * lanes, frame.Width * lanes);
                Span<float> to = framed.Slice(((image * frame.Rows) + frame.Vertical + h) * frame.RowLength * lanes, frame.RowLength * lanes);
                if (frame.Stride == 1)
                {
                    from.CopyTo(to.Slice(frame.Left * lanes));
                    continue;
                }
                for (int w = 0; w < frame.Width; w++)
                {
                    from.Slice(w * lanes, lanes).CopyTo(to.Slice(frame.Column(w) * lanes));
                }
            }
        }
    }

    /// <summary>Takes the images out of their frames.</summary>
    public static void Unframe(ReadOnlySpan<float> framed, Span<float> groups, in Frame frame, int lanes)
    {
        frame.Check(lanes);
        Bounds.Room(groups.Length, (long)(framed.Length / (frame.Length * lanes)) * frame.ImageLength * lanes);
        for (int image = 0; image < framed.Length / frame.Length / lanes * frame.Channels; image++)
        {
            for (int h = 0; h < frame.Height; h++)
            {
                ReadOnlySpan<float> from = framed.Slice(((image * frame.Rows) + frame.Vertical + h) * frame.RowLength * lanes, frame.RowLength * lanes);
                Span<float> to = groups.Slice(((image * frame.Height) + h) * frame.Width * lanes, frame.Width * lanes);
                for (int w = 0; w < frame.Width; w++)
                {
                    from.Slice(frame.Column(w) * lanes, lanes).CopyTo(to.Slice(w * lanes));
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
