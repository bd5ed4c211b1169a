using NnGenerator.Shapes;

namespace NnGenerator.Tests.Shapes;

public class WinogradShapeTests
{
    [Theory]
    [InlineData(16, 16, 8, 8)]
    [InlineData(17, 40, 5, 9)]
    [InlineData(64, 3, 4, 300)]
    public void The_runtime_needs_the_buffers_that_are_planned(int channels, int filters, int height, int width)
    {
        WinogradShape planned = new(channels, height + 2, width + 2, 0, filters, height, width);
        NnGen.CompilerServices.WinogradShape needed = new(channels, height + 2, width + 2, 0, filters, height, width);
        Assert.Equal(needed.BufferLength, planned.BufferLength);
        Assert.Equal(needed.GradientBufferLength, planned.GradientBufferLength);
    }

    // What was measured at three vector widths: few channels or filters, and images of few pixels, are faster without tiles.
    [Theory]
    [InlineData(16, 16, 8, 8, true)]
    [InlineData(64, 64, 5, 5, true)]
    [InlineData(3, 32, 32, 32, false)]
    [InlineData(15, 40, 28, 28, false)]
    [InlineData(40, 15, 28, 28, false)]
    [InlineData(64, 64, 3, 3, false)]
    [InlineData(64, 64, 2, 40, false)]
    public void Tiles_are_used_where_they_are_faster(int channels, int filters, int height, int width, bool isFaster) =>
        Assert.Equal(isFaster, new WinogradShape(channels, height + 2, width + 2, 0, filters, height, width).IsFaster);

    [Theory]
    [InlineData(3, 3, 1, true)]
    [InlineData(3, 3, 2, false)]
    [InlineData(3, 1, 1, false)]
    [InlineData(5, 5, 1, false)]
    public void Only_kernels_of_three_by_three_with_stride_one_are_tiled(int kernelHeight, int kernelWidth, int stride, bool isTiled)
    {
        Window window = new(16, 12, 12, kernelHeight, kernelWidth, stride, 1);
        Assert.Equal(isTiled, WinogradShape.Of(window, 16) is not null);
        Assert.Equal(isTiled, WinogradShape.OfInputGradient(window, 16) is not null);
    }
}
