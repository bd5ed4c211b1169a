using NnGen.CompilerServices;

namespace NnGen.Tests.Memory;

/// <summary>The calls of what moves and pools images.</summary>
internal static class ImageCalls
{
    public static void Add<V>(Action<Type, string, int, Action<RandomSizes>> add)
        where V : struct, ISimd<V>
    {
        add(typeof(ChannelsHeightWidthBatch), "FromRowMajor", 6, static d =>
        {
            (PaddedImage padded, int samples, int lanes) = (DrawPaddedImage(d, d.Choose(1, 3)), d.Choose(0, 20), LanesOf<V>(d));
            int image = padded.ImageLength, stride = image + d.Choose(0, 3), groups = ChannelsHeightWidthBatch.RoundUp(samples, lanes) * padded.Length;
            Span<float> rows = d.Floats(samples * stride), to = d.Floats(groups);
            if (d.Choose(0, 1) == 0)
            {
                ChannelsHeightWidthBatch.FromRowMajor<InfinityToNaN>(rows, d.Size(stride), d.Size(samples), to, Wrong(d, padded), d.Size(lanes));
            }
            else
            {
                ChannelsHeightWidthBatch.FromRowMajor<Identity>(rows, d.Size(stride), d.Size(samples), to, Wrong(d, padded), d.Size(lanes));
            }
        });
        add(typeof(ChannelsHeightWidthBatch), "ToRowMajor", 6, static d =>
        {
            (int length, int samples, int lanes) = (d.Choose(1, 20), d.Choose(0, 20), LanesOf<V>(d));
            int stride = length + d.Choose(0, 3);
            ChannelsHeightWidthBatch.ToRowMajor(d.Floats(ChannelsHeightWidthBatch.RoundUp(samples, lanes) * length), d.Size(length), d.Floats(samples * stride), d.Size(stride), d.Size(samples), d.Size(lanes));
        });
        add(typeof(ChannelsHeightWidthBatch), "Pad", 4, static d =>
        {
            (PaddedImage padded, int groups, int lanes) = (DrawPaddedImage(d, d.Choose(1, 3)), d.Choose(0, 3), LanesOf<V>(d));
            ChannelsHeightWidthBatch.Pad(d.Floats(groups * padded.ImageLength * lanes), d.Floats(groups * padded.Length * lanes), Wrong(d, padded), d.Size(lanes));
        });
        add(typeof(ChannelsHeightWidthBatch), "Unpad", 4, static d =>
        {
            (PaddedImage padded, int groups, int lanes) = (DrawPaddedImage(d, d.Choose(1, 3)), d.Choose(0, 3), LanesOf<V>(d));
            ChannelsHeightWidthBatch.Unpad(d.Floats(groups * padded.Length * lanes), d.Floats(groups * padded.ImageLength * lanes), Wrong(d, padded), d.Size(lanes));
        });
        WinogradCalls.Add<V>(add);
        add(typeof(MaxPooling), "Value", 5, static d =>
        {
            (PoolWindow window, int lanes) = (DrawWindow(d), LanesOf<V>(d));
            (int x, int y) = Lengths(window, lanes);
            MaxPooling.Value<V>(d.Floats(x), d.Floats(y), d.Choose(0, 1) == 0 ? default : d.Floats(y), Wrong(d, window), d.Size(lanes));
        });
        add(typeof(MaxPooling), "Gradient", 5, static d =>
        {
            (PoolWindow window, int lanes) = (DrawWindow(d), LanesOf<V>(d));
            (int x, int y) = Lengths(window, lanes);
            MaxPooling.Gradient<V>(d.Floats(y), d.Floats(y), d.Floats(x), Wrong(d, window), d.Size(lanes));
        });
        add(typeof(AveragePooling), "Value", 4, static d =>
        {
            (PoolWindow window, int lanes) = (DrawWindow(d), LanesOf<V>(d));
            (int x, int y) = Lengths(window, lanes);
            AveragePooling.Value<V>(d.Floats(x), d.Floats(y), Wrong(d, window), d.Size(lanes));
        });
        add(typeof(AveragePooling), "Gradient", 4, static d =>
        {
            (PoolWindow window, int lanes) = (DrawWindow(d), LanesOf<V>(d));
            (int x, int y) = Lengths(window, lanes);
            AveragePooling.Gradient<V>(d.Floats(y), d.Floats(x), Wrong(d, window), d.Size(lanes));
        });
        add(typeof(AveragePooling), "Mean", 4, static d =>
        {
            (int pixels, int planes, int lanes) = (d.Choose(1, 40), d.Choose(0, 4), LanesOf<V>(d));
            AveragePooling.Mean<V>(d.Floats(planes * pixels * lanes), d.Floats(planes * lanes), d.Size(pixels), d.Size(lanes));
        });
        add(typeof(AveragePooling), "MeanGradient", 4, static d =>
        {
            (int pixels, int planes, int lanes) = (d.Choose(1, 40), d.Choose(0, 4), LanesOf<V>(d));
            AveragePooling.MeanGradient<V>(d.Floats(planes * lanes), d.Floats(planes * pixels * lanes), d.Size(pixels), d.Size(lanes));
        });
        add(typeof(RowPanelPooling), "Max", 5, static d =>
        {
            int lanes = LanesOf<V>(d), planes = d.Choose(1, 4), outputs = d.Choose(1, 20), size = d.Choose(1, 3), stride = size + d.Choose(0, 1), rows = d.Choose(1, 3);
            int pitch = ((((outputs - 1) * stride) + size) * lanes) + d.Choose(0, 2), plane = rows * stride * pitch, results = rows * outputs * lanes;
            int pixels = ((planes - 1) * plane) + ((((rows - 1) * stride) + size - 1) * pitch) + ((((outputs - 1) * stride) + size) * lanes);
            Span<float> from = d.Floats(pixels), to = d.Floats(planes * results), argmax = d.Choose(0, 1) == 0 ? default : d.Floats(planes * results);
            RowPanelPooling.Max<V, Identity>(from, to, argmax, new RowPanel(d.Size(planes), d.Size(rows), d.Size(plane), d.Size(pitch), d.Size(outputs), d.Size(results), d.Size(size), d.Size(stride)), d.Size(lanes));
        });
        add(typeof(RowPanelGradient), "Max", 8, static d =>
        {
            PaddedImage padded = DrawPaddedImage(d, 1);
            int lanes = LanesOf<V>(d), size = d.Choose(1, Math.Min(padded.Height, padded.Width)), planes = d.Choose(0, 2) * padded.Channels;
            PoolWindow window = new(padded.Channels, padded.Height, padded.Width, size, size + d.Choose(0, 1), 0);
            int windows = window.OutputHeight * window.OutputWidth * planes * lanes, plane = padded.Rows * padded.RowLength * lanes;
            Span<float> z = d.Choose(0, 1) == 0 ? default : d.Floats(windows), a = d.Choose(0, 1) == 0 ? default : d.Floats(windows);
            RowPanelGradient.Max<V, Identity>(d.Floats(windows), z, a, d.Floats(windows), d.Floats(planes * plane), Wrong(d, window), Wrong(d, padded), d.Size(lanes));
        });
    }

    private static int LanesOf<V>(RandomSizes d)
        where V : struct, ISimd<V> => d.Choose(0, 1) == 0 ? 1 : V.Count;

    private static PaddedImage DrawPaddedImage(RandomSizes d, int stride) => new(d.Choose(1, 3), d.Choose(1, 6), d.Choose(1, 6), d.Choose(0, 2), d.Choose(0, 2), d.Choose(0, 2), stride);

    private static PoolWindow DrawWindow(RandomSizes d)
    {
        int size = d.Choose(1, 3);
        return new(d.Choose(1, 2), d.Choose(size, 6), d.Choose(size, 6), size, d.Choose(1, 3), d.Choose(0, size - 1));
    }

    private static (int X, int Y) Lengths(PoolWindow window, int lanes) =>
        (window.Channels * window.Height * window.Width * lanes, window.Channels * window.OutputHeight * window.OutputWidth * lanes);

    private static PaddedImage Wrong(RandomSizes d, PaddedImage padded) =>
        new(d.Size(padded.Channels), d.Size(padded.Height), d.Size(padded.Width), d.Size(padded.Vertical), d.Size(padded.Left), d.Size(padded.Right), d.Size(padded.Stride));

    private static PoolWindow Wrong(RandomSizes d, PoolWindow window) =>
        new(d.Size(window.Channels), d.Size(window.Height), d.Size(window.Width), d.Size(window.Size), d.Size(window.Stride), d.Size(window.Padding));
}
