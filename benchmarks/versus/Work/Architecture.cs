namespace Versus.Work;

/// <summary>One layer, as every contender has to build it.</summary>
internal abstract record Layer;

/// <summary>z = x·W + b with W [inputs, units].</summary>
internal sealed record Dense(int Inputs, int Units) : Layer;

/// <summary>Cross-correlation with stride 1, weights [filters, channels, kernel, kernel].</summary>
internal sealed record Convolution(int Channels, int Filters, int Kernel, int Padding) : Layer;

/// <summary>The greatest of every size × size pixels.</summary>
internal sealed record MaxPool(int Size) : Layer;

/// <summary>From [channels, height, width] to one vector, in that order.</summary>
internal sealed record Flatten : Layer;

/// <summary>An activation or a head.</summary>
internal sealed record Activation(Function Function) : Layer;

internal enum Function
{
    Relu,
    Tanh,
    Sigmoid,
    Softmax,
}

internal enum Loss
{
    CrossEntropy,
    BinaryCrossEntropy,

    /// <summary>Averaged over samples and outputs.</summary>
    SquaredError,
}

/// <summary>One run of parameters.</summary>
internal sealed record Block(long[] Shape, int Offset, int Length);

/// <summary>A network by its layers. If the last one is a head, softmax or sigmoid, its cross-entropy is the loss; otherwise it is the squared error.</summary>
internal sealed record Architecture(string Name, long[] InputShape, Layer[] Layers)
{
    public int InputLength { get; } = (int)InputShape.Aggregate(static (a, b) => a * b);

    public int OutputLength { get; } = Layers.OfType<Dense>().Last().Units;

    public Loss Loss { get; } = Layers[^1] switch
    {
        Activation { Function: Function.Softmax } => Loss.CrossEntropy,
        Activation { Function: Function.Sigmoid } => Loss.BinaryCrossEntropy,
        _ => Loss.SquaredError,
    };

    /// <summary>Whether targets are classes; otherwise they are numbers from 0 to 1.</summary>
    public bool HasClasses => Loss == Loss.CrossEntropy;

    /// <summary>Weight and bias of each layer that has them, in order and without gaps, as NnGen lays them out.</summary>
    public Block[] Blocks { get; } = [.. BlocksOf(Layers)];

    public int ParameterCount => Blocks[^1].Offset + Blocks[^1].Length;

    /// <summary>Parameters drawn from a seed, uniform within Glorot's bound; the same in every process.</summary>
    public float[] DrawParameters(int seed)
    {
        var random = new Random(seed);
        float[] parameters = new float[ParameterCount];
        foreach (Block block in Blocks)
        {
            // A bias has no fan; small numbers that are not zero show a bias that is added wrongly.
            double bound = block.Shape switch
            {
                [var inputs, var outputs] => Math.Sqrt(6.0 / (inputs + outputs)),
                [var filters, var channels, var height, var width] => Math.Sqrt(6.0 / ((filters + channels) * height * width)),
                _ => 0.05,
            };
            foreach (ref float parameter in parameters.AsSpan(block.Offset, block.Length))
            {
                parameter = (float)(bound * ((2 * random.NextDouble()) - 1));
            }
        }
        return parameters;
    }

    /// <summary>Floating-point operations of the products for one sample, two for a multiplication and an addition:
    /// forward, and in training once more for the weights' gradient and, behind the first layer, for the inputs' gradient.</summary>
    public long Flops(bool training)
    {
        long flops = 0, height = InputShape is [_, var rows, _] ? rows : 0;
        bool first = true;
        foreach (Layer layer in Layers)
        {
            long product = 0;
            switch (layer)
            {
                case Dense dense:
                    product = 2L * dense.Inputs * dense.Units;
                    break;
                case Convolution convolution:
                    height += (2 * convolution.Padding) - convolution.Kernel + 1;
                    product = 2L * convolution.Filters * convolution.Channels * convolution.Kernel * convolution.Kernel * height * height;
                    break;
                case MaxPool pool:
                    height /= pool.Size;
                    break;
            }
            flops += product * (!training ? 1 : first ? 2 : 3);
            first &= product == 0;
        }
        return flops;
    }

    private static IEnumerable<Block> BlocksOf(IEnumerable<Layer> layers)
    {
        int offset = 0;
        foreach (Layer layer in layers)
        {
            long[][] shapes = layer switch
            {
                Dense(var inputs, var units) => [[inputs, units], [units]],
                Convolution(var channels, var filters, var kernel, _) => [[filters, channels, kernel, kernel], [filters]],
                _ => [],
            };
            foreach (long[] shape in shapes)
            {
                int length = (int)shape.Aggregate(static (a, b) => a * b);
                yield return new Block(shape, offset, length);
                offset += length;
            }
        }
    }
}
