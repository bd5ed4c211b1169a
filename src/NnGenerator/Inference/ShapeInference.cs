using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Inference;

/// <summary>Shapes, blocks and the loss of a declared network, and what does not fit.</summary>
internal static class ShapeInference
{
    // What one array of floats can hold, less the room for alignment.
    private const long MaxLength = 0X7FFFFFC7 - 64;

    public static InferredNetwork Infer(ParsedNetwork parsed, BuildEnvironment environment)
    {
        FindingSink findings = new() { HasImages = parsed.Declaration?.Input.Rank == 3 };
        environment.Check(findings);
        if (parsed.Declaration is not { } declaration)
        {
            return new InferredNetwork(null, parsed.Findings.Concat(findings.ToArray()).ToEquatableArray(), parsed.Sites);
        }

        List<LayerNode> nodes = [];
        Loss loss = declaration.Loss ?? LayerCatalog.DefaultLoss(declaration.Last);
        if (parsed.IsComplete && !environment.IsHidden && CheckInput(declaration, findings))
        {
            findings.ChannelsFirst = ChannelsFirst(declaration);
            Shapes(declaration, nodes, findings);
            ReportChannels(declaration.Input, findings);
            findings.Site = declaration.Layers.Count + 1;
            loss.Check(declaration.Last!, nodes.Count == declaration.Layers.Count ? nodes[nodes.Count - 1].Output.Shape : null, declaration.Loss is not null, findings);
        }

        string? error = parsed.Findings.Concat(findings.ToArray()).FirstOrDefault(static finding => finding.IsError)?.ToString()
            ?? (parsed.IsComplete ? null : "The compiler reports its attributes.");
        GraphValue input = new(0, error is null ? declaration.Input : new Shape(1));
        GraphValue output = error is null ? nodes[nodes.Count - 1].Output : input;
        NetworkGraph graph = new(declaration.Type, new([input]), declaration.Inference,
            error is null ? nodes.ToEquatableArray() : EquatableArray<LayerNode>.Empty, new([new GraphOutput(output, loss)]), error);
        if (error is null)
        {
            Advice.Give(graph, declaration.Loss is not null, findings);
        }
        return new InferredNetwork(environment.CanEmit ? graph : null, parsed.Findings.Concat(findings.ToArray()).ToEquatableArray(), parsed.Sites);
    }

    private static bool CheckInput(NetworkDeclaration declaration, FindingSink findings)
    {
        foreach (int size in declaration.Input.Dimensions.Where(static size => size <= 0))
        {
            findings.Add(Descriptors.SizeNotPositive, $"Network({declaration.Input.Dimensions})", size);
            return false;
        }
        if (declaration.Input.Rank is not (1 or 3))
        {
            findings.Add(Descriptors.InputShape, declaration.Input.Rank);
            return false;
        }
        if (declaration.Input.Rank == 3 && declaration.Input.Length * NetworkGraph.BlockSizeOf(declaration.Input.Length) > MaxLength)
        {
            findings.Add(Descriptors.TooLarge, declaration.Type.Name, CSharpLiteral.Count(declaration.Input.Length * NetworkGraph.BlockSizeOf(declaration.Input.Length)), "floats of scratch memory", CSharpLiteral.Count(MaxLength));
            return false;
        }
        if (declaration.Layers.Count == 0)
        {
            findings.Add(Descriptors.NoLayers, declaration.Type.Name);
            return false;
        }
        return true;
    }

    // Most other libraries and all image files have the channels last; one, three or four of them after two larger sizes are hardly a coincidence.
    private static (Fix Fix, string Advice)? ChannelsFirst(NetworkDeclaration declaration)
    {
        bool isSignal = declaration.Layers[0].Layer is Conv2DLayer { KernelWidth: 1 };
        return !isSignal && declaration.Input.Rank == 3 && declaration.Input.Dimensions is var shape
            && (shape[0], shape[1], shape[2]) is ( >= 8 and var height, >= 8 and var width, (1 or 3 or 4) and var channels)
            ? (Fix.Replace($"Network({channels}, {height}, {width}{(declaration.Inference ? ", Inference = true" : "")})"),
                $"channels come first: write [Network({channels}, {height}, {width})] for images of {height}×{width} pixels with {channels} channel{(channels == 1 ? "" : "s")}, and store their data channel by channel")
            : null;
    }

    // Unless an error about a window said it already.
    private static void ReportChannels(Shape input, FindingSink findings)
    {
        if (findings.ChannelsFirst is var (fix, advice))
        {
            findings.Site = 0;
            findings.Add(Descriptors.ChannelsLast, fix, input.Dimensions, input.Dimensions[0], $"{input.Dimensions[1]}×{input.Dimensions[2]}", advice);
        }
    }

    private static void Shapes(NetworkDeclaration declaration, List<LayerNode> nodes, FindingSink findings)
    {
        Shape shape = declaration.Input;
        List<GraphValue> values = [new GraphValue(0, shape)];
        ILookup<int, Layer> readers = declaration.Readers();
        Dictionary<string, int> counts = [];
        // The layout of an image is converted before the first layer; forward works on blocks of samples, and the sum of all layers is a bound on its scratch.
        long offset = 0, scratch = shape.Rank == 1 ? 0 : 2 * shape.Length;
        long most = declaration.Input.Length;
        int linear = 0;
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            (Layer layer, EquatableArray<int> inputs) = declaration.Layers[i];
            IReadOnlyList<Shape> shapes = [.. inputs.Select(number => values[number].Shape)];
            findings.Site = i + 1;
            if (layer.InferOutput(shapes, findings) is not { } output)
            {
                return;
            }
            if (layer.NoEffect(shapes, [.. inputs.Select(declaration.Producer)]) is { } reason)
            {
                findings.Add(Descriptors.LayerWithoutEffect, Fix.Remove, i + 1, layer.Title, reason);
            }
            scratch += (2 * (output.Length + 32)) + layer.ScratchLength(shapes);
            most = Math.Max(most, output.Length);
            long needed = (scratch * NetworkGraph.BlockSizeOf(most)) + layer.FixedLength(shapes);
            if (needed > MaxLength)
            {
                findings.Add(Descriptors.TooLarge, declaration.Type.Name, CSharpLiteral.Count(needed), "floats of scratch memory", CSharpLiteral.Count(MaxLength));
                return;
            }
            IReadOnlyList<ParameterSpec> specs = layer.Parameters(shapes, [.. readers[i + 1]]);
            if (layer.BlockPrefix is { } prefix)
            {
                counts[prefix] = counts.TryGetValue(prefix, out int count) ? count + 1 : 1;
                linear++;
            }
            long end = offset + specs.Sum(static spec => spec.Length);
            if (end > MaxLength)
            {
                findings.Add(Descriptors.TooLarge, declaration.Type.Name, CSharpLiteral.Count(end), "parameters", CSharpLiteral.Count(MaxLength));
                return;
            }
            List<ParameterBlock> blocks = [];
            foreach (ParameterSpec spec in specs)
            {
                blocks.Add(new ParameterBlock($"{layer.BlockPrefix}{counts[layer.BlockPrefix!]}.{spec.Name}", spec, (int)offset));
                offset += spec.Length;
            }
            values.Add(new GraphValue(i + 1, output));
            nodes.Add(new LayerNode(i + 1, layer, inputs.Select(number => values[number]).ToEquatableArray(), values[i + 1], linear, blocks.ToEquatableArray()));
        }
    }
}
