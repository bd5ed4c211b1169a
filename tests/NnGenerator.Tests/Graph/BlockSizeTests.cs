using NnGenerator.Layers;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Graph;

/// <summary>The samples that an evaluation takes at a time.</summary>
public class BlockSizeTests
{
    private static readonly GlobalAveragePool2DLayer s_pool = new();

    [Fact]
    public void Large_images_are_a_group_at_a_time()
    {
        Assert.Equal(64, Of(new Shape(1, 28, 28), new Conv2DLayer(8, 3, 3, Padding: 1), s_pool));
        Assert.Equal(16, Of(new Shape(3, 32, 32), new Conv2DLayer(32, 3, 3, Padding: 1), s_pool));
    }

    [Fact]
    public void Networks_that_read_a_large_matrix_take_more_samples()
    {
        Assert.Equal(256, Of(new Shape(1024), new DenseLayer(1024)));
        Assert.Equal(64, Of(new Shape(3, 32, 32), new Conv2DLayer(32, 3, 3, Padding: 1), new FlattenLayer(), new DenseLayer(10)));
    }

    private static int Of(Shape input, params IReadOnlyList<Layer> layers) => new NetworkCase("Network", "", input, layers, null).Graph.BlockSize;
}
