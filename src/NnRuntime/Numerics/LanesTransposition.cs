using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

/// <summary>One group of <see cref="Lanes"/>, to and from samples one after the other.</summary>
internal static class LanesTransposition
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromRows<F>(ReadOnlySpan<float> rows, int stride, int samples, Span<float> group, in Frame frame, int lanes)
        where F : struct, IActivation
    {
        int width = frame.Width, row = frame.RowLength * lanes, whole = Square.IsFast && width >= Square.Size ? samples - (samples % Square.Size) : 0;
        for (int c = 0; c < frame.Channels; c++)
        {
            for (int h = 0; h < frame.Height; h++)
            {
                Span<float> to = group.Slice(((c * frame.Rows) + frame.Vertical + h) * row, row);
                int start = ((c * frame.Height) + h) * width;
                if (lanes == 1 && frame.Stride == 1)
                {
                    rows.Slice(start, width).CopyTo(to.Slice(frame.Left));
                    continue;
                }
                for (int lane = 0; lane < whole; lane += Square.Size)
                {
                    FromFourRows<F>(rows.Slice((lane * stride) + start, (3 * stride) + width), stride, to.Slice(lane), frame, lanes);
                }
                for (int lane = whole; lane < samples; lane++)
                {
                    ReadOnlySpan<float> from = rows.Slice((lane * stride) + start, width);
                    for (int w = 0; w < from.Length; w++)
                    {
                        to[(frame.Column(w) * lanes) + lane] = F.Value(new V1(from[w])).ToScalar();
                    }
                }
            }
        }
        if (lanes == 1 && frame.Stride == 1 && typeof(F) != typeof(Identity))
        {
            Elementwise.Value<F>(group, group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToRows(ReadOnlySpan<float> group, Span<float> rows, int stride, int samples, int lanes)
    {
        int length = group.Length / lanes;
        if (lanes == 1)
        {
            group.CopyTo(rows);
            return;
        }
        int whole = Square.IsFast && length >= Square.Size ? samples - (samples % Square.Size) : 0;
        for (int i = 0; i < length && whole > 0; i += Square.Size)
        {
            int pixel = Math.Min(i, length - Square.Size);   // the last square overlaps its neighbour
            ref float from = ref MemoryMarshal.GetReference(group.Slice(pixel * lanes, Square.Size * lanes));
            for (int lane = 0; lane < whole; lane += Square.Size)
            {
                ref float to = ref MemoryMarshal.GetReference(rows.Slice((lane * stride) + pixel, (3 * stride) + Square.Size));
                Square.LoadUnsafe(ref Unsafe.Add(ref from, lane), lanes).Transpose().StoreUnsafe(ref to, 0, stride, 2 * stride, 3 * stride);
            }
        }
        for (int lane = whole; lane < samples; lane++)
        {
            Span<float> row = rows.Slice(lane * stride, length);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = group[(i * lanes) + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FromFourRows<F>(ReadOnlySpan<float> rows, int stride, Span<float> to, in Frame frame, int lanes)
        where F : struct, IActivation
    {
        int width = frame.Width, left = frame.Left;
        bool sorted = frame.Stride > 1;
        ref float from = ref MemoryMarshal.GetReference(rows);
        ref float pixels = ref MemoryMarshal.GetReference(to.Slice(0, ((frame.RowLength - 1) * lanes) + Square.Size));
        for (int i = 0; i < width; i += Square.Size)
        {
            int w = Math.Min(i, width - Square.Size), first = (left + w) * lanes;
            Square square = Square.LoadUnsafe(ref Unsafe.Add(ref from, w), stride).Value<F>().Transpose();
            if (sorted)
            {
                square.StoreUnsafe(ref pixels, frame.Column(w) * lanes, frame.Column(w + 1) * lanes, frame.Column(w + 2) * lanes, frame.Column(w + 3) * lanes);
            }
            else
            {
                square.StoreUnsafe(ref pixels, first, first + lanes, first + (2 * lanes), first + (3 * lanes));
            }
        }
    }
}
