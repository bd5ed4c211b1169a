namespace NnGen;

/// <summary>Describes a network: its shapes, layers and parameters, as the compiler saw them.</summary>
public sealed record NetworkInfo
{
    /// <summary>Name of the network's class.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of one input sample.</summary>
    /// <exception cref="ArgumentException">A size is negative, or their product is not an int.</exception>
    public required IReadOnlyList<int> InputShape
    {
        get;
        init => (field, InputLength) = (value, Product(value, nameof(InputShape)));
    }

    /// <summary>Shape of one output sample.</summary>
    /// <exception cref="ArgumentException">A size is negative, or their product is not an int.</exception>
    public required IReadOnlyList<int> OutputShape
    {
        get;
        init => (field, OutputLength) = (value, Product(value, nameof(OutputShape)));
    }

    /// <summary>The layers in order.</summary>
    public required IReadOnlyList<LayerInfo> Layers
    {
        get;
        init => (field, Flops) = (value, value.Sum(static layer => layer.Flops));
    }

    /// <summary>The blocks of the trainable parameters, in order and without gaps.</summary>
    public required IReadOnlyList<ParameterInfo> Parameters
    {
        get;
        init => (field, ParameterCount) = (value, value.Sum(static block => block.Length));
    }

    /// <summary>The blocks of the running statistics; empty for networks without any.</summary>
    public IReadOnlyList<ParameterInfo> State { get; init; } = [];

    /// <summary>The loss that training minimizes, with the arguments that are not their defaults, such as "CrossEntropy".</summary>
    public string Loss { get; init; } = "";

    /// <summary>Fraction of each target that the loss spreads evenly over all classes; 0 without label smoothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Number of floats of one input sample.</summary>
    public int InputLength { get; private init; }

    /// <summary>Number of floats of one output sample.</summary>
    public int OutputLength { get; private init; }

    /// <summary>Number of trainable parameters.</summary>
    public int ParameterCount { get; private init; }

    /// <summary>Floating-point operations of Forward for one sample; a multiplication and an addition count as two.</summary>
    public long Flops { get; private init; }

    private static int Product(IReadOnlyList<int> shape, string name)
    {
        long product = 1;
        foreach (int size in shape)
        {
            product *= size;
            if (size < 0 || product > int.MaxValue)
            {
                throw new ArgumentException($"A sample of the shape ({string.Join(", ", shape)}) has no length that an int can hold.", name);
            }
        }
        return (int)product;
    }
}

/// <summary>Describes one layer of a network.</summary>
public sealed record LayerInfo
{
    /// <summary>The layer and its arguments, such as "Dense 128".</summary>
    public required string Title { get; init; }

    /// <summary>Shape of one sample after the layer.</summary>
    public required IReadOnlyList<int> OutputShape { get; init; }

    /// <summary>Number of trainable parameters of the layer.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Floating-point operations for one sample; a multiplication and an addition count as two.</summary>
    public required long Flops { get; init; }
}

/// <summary>Describes one block of parameters or of state, such as the weights of a layer.</summary>
public sealed record ParameterInfo
{
    /// <summary>Name in saved files, such as "dense1.weight".</summary>
    public required string Name { get; init; }

    /// <summary>The shape; the last dimension varies fastest.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Index of the block's first float in <see cref="INetwork{TSelf}.Parameters"/> or <see cref="INetwork{TSelf}.State"/>.</summary>
    public required int Offset { get; init; }

    /// <summary>Number of floats.</summary>
    public required int Length { get; init; }
}
