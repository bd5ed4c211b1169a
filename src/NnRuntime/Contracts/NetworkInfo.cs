using System.Globalization;

namespace NnGen;

/// <summary>Describes a network: its shapes, layers and parameters, as compiled.</summary>
public sealed record NetworkInfo
{
    /// <summary>Gets the name of the network class.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the shape of one input sample.</summary>
    /// <exception cref="ArgumentException">A size is negative, or the product of the sizes exceeds the range of an int.</exception>
    public required IReadOnlyList<int> InputShape
    {
        get;
        init => (field, InputLength) = (value, Product(value, nameof(InputShape)));
    }

    /// <summary>Gets the shape of one output sample.</summary>
    /// <exception cref="ArgumentException">A size is negative, or the product of the sizes exceeds the range of an int.</exception>
    public required IReadOnlyList<int> OutputShape
    {
        get;
        init => (field, OutputLength) = (value, Product(value, nameof(OutputShape)));
    }

    /// <summary>Gets the layers in order.</summary>
    public required IReadOnlyList<LayerInfo> Layers
    {
        get;
        init
        {
            (field, Flops) = (value, 0);
            foreach (LayerInfo layer in value)
            {
                Flops = checked(Flops + layer.Flops);
            }
        }
    }

    /// <summary>Gets the blocks of the trainable parameters, in order and without gaps.</summary>
    public required IReadOnlyList<ParameterInfo> Parameters
    {
        get;
        init
        {
            (field, ParameterCount) = (value, 0);
            foreach (ParameterInfo block in value)
            {
                ParameterCount = checked(ParameterCount + block.Length);
            }
        }
    }

    /// <summary>Gets the blocks of the running statistics; empty for networks without any.</summary>
    public IReadOnlyList<ParameterInfo> State { get; init; } = [];

    /// <summary>Gets the loss that training minimizes, with those arguments that differ from their defaults, such as "CrossEntropy".</summary>
    public string Loss { get; init; } = "";

    /// <summary>Gets the fraction of each target that the loss spreads evenly over all classes; 0 without label smoothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets the number of floats in one input sample.</summary>
    public int InputLength { get; private init; }

    /// <summary>Gets the number of floats in one output sample.</summary>
    public int OutputLength { get; private init; }

    /// <summary>Gets the number of trainable parameters.</summary>
    public int ParameterCount { get; private init; }

    /// <summary>Gets the number of floating-point operations of Forward for one sample; a multiplication and an addition count as two.</summary>
    public long Flops { get; private init; }

    /// <summary>Returns a table of the layers with their output shapes, parameters and floating-point operations, as hovering over the class shows it.</summary>
    public string Summary() =>
        string.Join('\n', LayerTable.Lines(Layers.Select(static layer => (layer.Title, layer.OutputShape.AsEnumerable(), (long)layer.ParameterCount, layer.Flops))).Append($"Loss: {Loss}."));

    /// <summary>Returns the name, the shapes and the size in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {LayerTable.Shape(InputShape)} → {LayerTable.Shape(OutputShape)}, {ParameterCount:N0} parameter{(ParameterCount == 1 ? "" : "s")}, {Flops:N0} FLOPs/sample, loss {Loss}");

    private static int Product(IReadOnlyList<int> shape, string name)
    {
        long product = 1;
        foreach (int size in shape)
        {
            product *= size;
            if (size < 0 || product > int.MaxValue)
            {
                throw new ArgumentException($"A sample of the shape ({string.Join(", ", shape)}) has a length outside the range of an int.", name);
            }
        }
        return (int)product;
    }
}

/// <summary>Describes one layer of a network.</summary>
public sealed record LayerInfo
{
    /// <summary>Gets the layer and its arguments, such as "Dense 128".</summary>
    public required string Title { get; init; }

    /// <summary>Gets the shape of one sample after the layer.</summary>
    public required IReadOnlyList<int> OutputShape { get; init; }

    /// <summary>Gets the number of trainable parameters of the layer.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Gets the number of floating-point operations for one sample; a multiplication and an addition count as two.</summary>
    public required long Flops { get; init; }
}

/// <summary>Describes one block of parameters or of state, such as the weights of a layer.</summary>
public sealed record ParameterInfo
{
    /// <summary>Gets the name in saved files, such as "dense1.weight".</summary>
    public required string Name { get; init; }

    /// <summary>Gets the shape; the last dimension varies fastest.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Gets the index of the block's first float in <see cref="INetwork{TSelf}.Parameters"/> or <see cref="INetwork{TSelf}.State"/>.</summary>
    public required int Offset { get; init; }

    /// <summary>Gets the number of floats.</summary>
    public required int Length { get; init; }
}
