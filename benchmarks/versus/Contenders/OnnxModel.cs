using Google.Protobuf;
using Onnx;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>An architecture as an ONNX model, with the number of samples as a constant, so that every optimization of the graph can use it.</summary>
internal static class OnnxModel
{
    public const string Input = "x", Output = "y";

    public static byte[] Write(Workload work)
    {
        Architecture architecture = work.Architecture;
        var graph = new GraphProto { Name = architecture.Name };
        graph.Input.Add(Value(Input, [work.Samples, .. architecture.InputShape]));
        graph.Output.Add(Value(Output, [work.Samples, architecture.OutputLength]));
        foreach ((Block block, int i) in architecture.Blocks.Select(static (block, i) => (block, i)))
        {
            graph.Initializer.Add(Weights($"p{i}", block, work.Parameters()));
        }

        string x = Input;
        int next = 0;
        foreach ((Layer layer, int i) in architecture.Layers.Select(static (layer, i) => (layer, i)))
        {
            string y = i == architecture.Layers.Length - 1 ? Output : $"y{i}";
            NodeProto node = Node(layer, x, next);
            node.Output.Add(y);
            graph.Node.Add(node);
            next += layer is Dense or Convolution ? 2 : 0;
            x = y;
        }

        var model = new ModelProto { IrVersion = 8, ProducerName = "NnGen", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        return model.ToByteArray();
    }

    private static NodeProto Node(Layer layer, string x, int next)
    {
        var node = new NodeProto { Input = { x } };
        switch (layer)
        {
            case Dense:
                node.OpType = "Gemm";
                node.Input.Add([$"p{next}", $"p{next + 1}"]);
                break;
            case Convolution c:
                node.OpType = "Conv";
                node.Input.Add([$"p{next}", $"p{next + 1}"]);
                node.Attribute.Add([Integers("kernel_shape", c.Kernel, c.Kernel), Integers("pads", c.Padding, c.Padding, c.Padding, c.Padding)]);
                break;
            case MaxPool pool:
                node.OpType = "MaxPool";
                node.Attribute.Add([Integers("kernel_shape", pool.Size, pool.Size), Integers("strides", pool.Size, pool.Size)]);
                break;
            case Flatten:
                node.OpType = "Flatten";
                break;
            case Activation activation:
                node.OpType = activation.Function.ToString();
                break;
        }
        return node;
    }

    private static AttributeProto Integers(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    private static TensorProto Weights(string name, Block block, float[] parameters) => new()
    {
        Name = name,
        DataType = (int)TensorProto.Types.DataType.Float,
        Dims = { block.Shape },
        FloatData = { parameters.AsSpan(block.Offset, block.Length).ToArray() },
    };

    private static ValueInfoProto Value(string name, long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto { Dim = { shape.Select(static size => new TensorShapeProto.Types.Dimension { DimValue = size }) } },
            },
        },
    };
}
