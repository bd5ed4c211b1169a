using NnGen.CompilerServices;

namespace NnGen.Tests.Memory;

/// <summary>The calls of convolutions in tiles.</summary>
internal static class WinogradCalls
{
    public static void Add<V>(Action<Type, string, int, Action<RandomSizes>> add)
        where V : struct, ISimd<V>
    {
        add(typeof(WinogradConvolution), "Forward", 9, static d =>
        {
            (WinogradShape shape, int lanes, int groups) = Draw<V>(d);
            int outputs = groups * lanes * shape.Filters * shape.Height * shape.Width;
            WinogradConvolution.Forward<V, Identity>(
                d.Floats(Weights(shape)), d.Choose(0, 1) == 0 ? default : d.Floats(shape.Filters), d.Floats(groups * lanes * Image(shape)),
                d.Floats(outputs), default, new float[shape.BufferLength], Wrong(d, shape), d.Size(groups * lanes), d.Size(lanes));
        });
        add(typeof(WinogradConvolution), "Maximum", 9, static d =>
        {
            (WinogradShape shape, int lanes, int groups) = Draw<V>(d);
            int outputs = groups * lanes * shape.Filters * (shape.Height / 2) * (shape.Width / 2);
            WinogradConvolution.Maximum<V, Identity>(
                d.Floats(Weights(shape)), d.Choose(0, 1) == 0 ? default : d.Floats(shape.Filters), d.Floats(groups * lanes * Image(shape)),
                d.Floats(outputs), d.Choose(0, 1) == 0 ? default : d.Floats(outputs), new float[shape.BufferLength], Wrong(d, shape), d.Size(groups * lanes), d.Size(lanes));
        });
        add(typeof(WinogradConvolution), "InputGradient", 7, static d =>
        {
            (WinogradShape shape, int lanes, int groups) = Draw<V>(d);
            WinogradConvolution.InputGradient<V>(
                d.Floats(Weights(shape)), d.Floats(groups * lanes * Image(shape)), d.Floats(groups * lanes * shape.Filters * shape.Height * shape.Width),
                d.Floats(shape.BufferLength), Wrong(d, shape), d.Size(groups * lanes), d.Size(lanes));
        });
        add(typeof(WinogradConvolution), "WeightGradient", 8, static d =>
        {
            (WinogradShape shape, _, int groups) = Draw<V>(d);
            PaddedImage layout = new(shape.Filters, shape.Height, shape.Width, 0, d.Choose(0, 2), d.Choose(0, 2), 1);
            WinogradConvolution.WeightGradient<V>(
                d.Floats(groups * V.Count * Image(shape)), d.Floats(groups * V.Count * shape.Filters * shape.Height * (layout.Left + shape.Width + layout.Right)), layout,
                d.Floats(Weights(shape)), d.Choose(0, 1) == 0 ? default : d.Floats(shape.Filters), d.Floats(shape.GradientBufferLength), Wrong(d, shape), d.Size(groups * V.Count));
        });
    }

    private static (WinogradShape Shape, int Lanes, int Groups) Draw<V>(RandomSizes d)
        where V : struct, ISimd<V>
    {
        int height = d.Choose(2, 5), width = d.Choose(2, 9), above = d.Choose(0, 1);
        return (new(d.Choose(1, 3), height + 2 - (2 * above), width + 2 + d.Choose(0, 1), above, d.Choose(1, 5), height, width), d.Choose(0, 1) == 0 ? 1 : V.Count, d.Choose(0, 2));
    }

    private static int Weights(in WinogradShape shape) => shape.Filters * shape.Channels * 9;

    private static int Image(in WinogradShape shape) => shape.Channels * shape.Rows * shape.RowLength;

    private static WinogradShape Wrong(RandomSizes d, in WinogradShape shape) =>
        new(d.Size(shape.Channels), d.Size(shape.Rows), d.Size(shape.RowLength), d.Size(shape.Above), d.Size(shape.Filters), d.Size(shape.Height), d.Size(shape.Width));
}
