namespace NnGen;

/// <summary>What the compiler knew of a network.</summary>
/// <param name="Name">The name of the network's class.</param>
/// <param name="InputShape">Shape of one input sample.</param>
/// <param name="OutputShape">Shape of one output sample.</param>
/// <param name="Layers">The layers in order.</param>
/// <param name="Parameters">The blocks of the trainable parameters, in order and without gaps.</param>
/// <param name="State">The blocks of the running statistics; empty for networks without any.</param>
public sealed record NetworkInfo(
    string Name,
    IReadOnlyList<int> InputShape,
    IReadOnlyList<int> OutputShape,
    IReadOnlyList<LayerInfo> Layers,
    IReadOnlyList<ParameterInfo> Parameters,
    IReadOnlyList<ParameterInfo> State)
{
    /// <summary>What training makes small, with the arguments that are not their defaults, such as "CrossEntropy".</summary>
    public string Loss { get; init; } = "";

    /// <summary>The part of each target that the loss spreads evenly over all classes; 0 without label smoothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Floats of one input sample.</summary>
    public int InputLength { get; } = Product(InputShape);

    /// <summary>Floats of one output sample.</summary>
    public int OutputLength { get; } = Product(OutputShape);

    /// <summary>Number of trainable parameters.</summary>
    public int ParameterCount { get; } = Parameters.Sum(static block => block.Length);

    /// <summary>Floating-point operations of Forward for one sample; a multiplication and an addition count as two.</summary>
    public long Flops { get; } = Layers.Sum(static layer => layer.Flops);

    private static int Product(IReadOnlyList<int> shape)
    {
        long product = 1;
        foreach (int size in shape)
        {
            product *= size;
            if (size < 0 || product > int.MaxValue)
            {
                throw new ArgumentException($"A sample of the shape ({string.Join(", ", shape)}) has no length that an int can hold.", nameof(shape));
            }
        }
        return (int)product;
    }
}

/// <summary>One layer of a network.</summary>
/// <param name="Title">The layer as the summary names it, such as "Dense 128".</param>
/// <param name="OutputShape">Shape of one sample behind the layer.</param>
/// <param name="ParameterCount">Trainable parameters of the layer.</param>
/// <param name="Flops">Floating-point operations for one sample; a multiplication and an addition count as two.</param>
public sealed record LayerInfo(string Title, IReadOnlyList<int> OutputShape, int ParameterCount, long Flops);

/// <summary>One block of parameters or of state.</summary>
/// <param name="Name">The name in saved files, such as "dense1.weight".</param>
/// <param name="Shape">The shape; the last dimension varies fastest.</param>
/// <param name="Offset">Where the block starts within the run, in floats.</param>
/// <param name="Length">Its number of floats.</param>
public sealed record ParameterInfo(string Name, IReadOnlyList<int> Shape, int Offset, int Length);
