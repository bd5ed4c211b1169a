using NnGenerator.Diagnostics;
using NnGenerator.Layers;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Layers;

/// <summary>What is proposed for a window that does not fit into the image.</summary>
public class WindowTests
{
    [Theory]
    [InlineData(5, 3, "Conv2D(4, 4, KernelWidth = 3)")]
    [InlineData(3, 6, "Conv2D(4, 3, KernelWidth = 4)")]
    [InlineData(9, 9, "Conv2D(4, 4)")]
    public void A_smaller_kernel_keeps_the_side_that_fits(int height, int width, string expected)
    {
        FindingSink findings = new() { Site = 1 };

        Assert.Null(new Conv2DLayer(4, height, width).InferOutput([new Shape(1, 4, 4)], findings));
        Assert.Equal(expected, findings.ToArray().Single().Fix?.Text);
    }
}
