using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>One group of <see cref="ChannelsHeightWidthBatch"/>, to and from samples one after the other.</summary>
internal static class LayoutTransposition
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromRowMajor<F>(ReadOnlySpan<float> rows, int stride, int samples, Span<float> group, in PaddedImage shape, int lanes)
        where F : struct, IActivation
    {
        int width = shape.Width, row = shape.RowLength * lanes, whole = BlockTranspose.IsFast && width >= BlockTranspose.Size ? samples - (samples % BlockTranspose.Size) : 0;
        for (int c = 0; c < shape.Channels; c++)
        {
            for (int h = 0; h < shape.Height; h++)
            {
                Span<float> to = group.Slice(((c * shape.Rows) + shape.Vertical + h) * row, row);
                int start = ((c * shape.Height) + h) * width;
                if (lanes == 1 && shape.Stride == 1)
                {
                    rows.Slice(start, width).CopyTo(to.Slice(shape.Left));
                    continue;
                }
                for (int lane = 0; lane < whole; lane += BlockTranspose.Size)
                {
                    FromFourRows<F>(rows.Slice((lane * stride) + start, (3 * stride) + width), stride, to.Slice(lane), shape, lanes);
                }
                for (int lane = whole; lane < samples; lane++)
                {
                    ReadOnlySpan<float> from = rows.Slice((lane * stride) + start, width);
                    for (int w = 0; w < from.Length; w++)
                    {
                        to[(shape.Column(w) * lanes) + lane] = F.Value(new V1(from[w])).ToScalar();
                    }
                }
            }
        }
        if (lanes == 1 && shape.Stride == 1 && typeof(F) != typeof(Identity))
        {
            Elementwise.Value<F>(group, group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToRowMajor(ReadOnlySpan<float> group, Span<float> rows, int stride, int samples, int lanes)
    {
        int length = group.Length / lanes;
        if (lanes == 1)
        {
            group.CopyTo(rows);
            return;
        }
        int whole = BlockTranspose.IsFast && length >= BlockTranspose.Size ? samples - (samples % BlockTranspose.Size) : 0;
        for (int i = 0; i < length && whole > 0; i += BlockTranspose.Size)
        {
            int pixel = Math.Min(i, length - BlockTranspose.Size);   // the last square overlaps its neighbour
            ref float from = ref MemoryMarshal.GetReference(group.Slice(pixel * lanes, BlockTranspose.Size * lanes));
            for (int lane = 0; lane < whole; lane += BlockTranspose.Size)
            {
                ref float to = ref MemoryMarshal.GetReference(rows.Slice((lane * stride) + pixel, (3 * stride) + BlockTranspose.Size));
                BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref from, lane), lanes).Transpose().StoreUnsafe(ref to, 0, stride, 2 * stride, 3 * stride);
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
    private static void FromFourRows<F>(ReadOnlySpan<float> rows, int stride, Span<float> to, in PaddedImage shape, int lanes)
        where F : struct, IActivation
    {
        int width = shape.Width, left = shape.Left;
        bool sorted = shape.Stride > 1;
        ref float from = ref MemoryMarshal.GetReference(rows);
        ref float pixels = ref MemoryMarshal.GetReference(to.Slice(0, ((shape.RowLength - 1) * lanes) + BlockTranspose.Size));
        for (int i = 0; i < width; i += BlockTranspose.Size)
        {
            int w = Math.Min(i, width - BlockTranspose.Size), first = (left + w) * lanes;
            BlockTranspose square = BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref from, w), stride).Value<F>().Transpose();
            if (sorted)
            {
                square.StoreUnsafe(ref pixels, shape.Column(w) * lanes, shape.Column(w + 1) * lanes, shape.Column(w + 2) * lanes, shape.Column(w + 3) * lanes);
            }
            else
            {
                square.StoreUnsafe(ref pixels, first, first + lanes, first + (2 * lanes), first + (3 * lanes));
            }
        }
    }
}
