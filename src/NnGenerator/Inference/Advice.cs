using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Layers;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Inference;

/// <summary>What to say about a network that compiles but may not do what its author thinks.</summary>
internal static class Advice
{
    // 400 MB of parameters; and a number of layers with which the compiler takes seconds for the emitted file.
    private const int ManyParameters = 100_000_000, ManyLayers = 200;

    public static void Give(NetworkGraph graph, bool lossIsDeclared, FindingSink findings)
    {
        AboutSize(graph, findings);
        AboutLinearLayers(graph, findings);
        AboutDropout(graph, findings);
        AboutHead(graph, lossIsDeclared, findings);
    }

    private static void AboutSize(NetworkGraph graph, FindingSink findings)
    {
        findings.Site = 0;
        if (graph.ParameterCount == 0 && !graph.Inference)
        {
            findings.Add(Descriptors.NothingToTrain, graph.Type.Name);
        }
        if (graph.ParameterCount > ManyParameters)
        {
            findings.Add(Descriptors.LargeNetwork, graph.Type.Name, CSharpLiteral.Count(graph.ParameterCount), CSharpLiteral.Count(graph.ParameterCount / 250_000));
        }
        if (graph.Nodes.Count > ManyLayers)
        {
            findings.Add(Descriptors.DeepNetwork, graph.Type.Name, graph.Nodes.Count, ManyLayers);
        }
    }

    private static void AboutLinearLayers(NetworkGraph graph, FindingSink findings)
    {
        Dictionary<int, LayerNode> firsts = [];   // of the run of linear layers that each continues
        foreach (LayerNode node in graph.Nodes.Where(static node => node.Layer.IsLinear && node.Parameters.Count > 0))
        {
            LayerNode? before = LinearBefore(graph, node);
            LayerNode first = firsts[node.Number] = before is null ? node : firsts[before.Number];
            if (before is not null)
            {
                Shape input = first.Inputs[0].Shape, output = node.Output.Shape;
                long between = before.Output.Shape.Length;
                findings.Site = node.Number;
                findings.Add(Descriptors.LinearInARow, Fix.InsertBefore("Relu"), before.Number, before.Layer.Title, node.Number, node.Layer.Title,
                    Math.Min(input.Length, output.Length) > between ? $"of rank {between} or less from {input} to {output} values"
                        : $"from {input} to {output} values{(output.Rank > 1 ? "" : $", which [{(input.Rank > 1 ? "Flatten, " : "")}Dense({output})] alone computes")}");
            }
        }

        LayerNode[] linear = [.. graph.Nodes.Where(static node => node.Parameters.Count > 0)];
        if (linear.Length == 1 && linear[0] is var only && graph.Nodes.All(node => node.Layer.IsLinear || (node == Last(graph) && IsHead(node.Layer)))
            && graph.Output.Rank == 1)   // an image that becomes an image is a filter
        {
            findings.Site = only.Number;
            findings.Add(Descriptors.OneLinearLayer, graph.Type.Name,
                graph.Loss.LinearModel,
                graph.Loss.Head is not null ? "only separate classes by a plane" : "only fit a plane",
                only.Inputs[0].Shape.Rank > 1 ? "Conv2D(8, 3, Padding = 1), Relu" : "Dense(32), Relu", only.Number);
        }
    }

    // The layer with parameters whose output reaches a layer through nothing but linear maps, and reaches nothing else.
    private static LayerNode? LinearBefore(NetworkGraph graph, LayerNode node)
    {
        LayerNode? before = node;
        do
        {
            before = before.Inputs.Count == 1 && graph.Readers(before.Inputs[0]).Count() == 1 ? graph.Producer(before.Inputs[0]) : null;
        }
        while (before is { Layer.IsLinear: true, Parameters.Count: 0 });
        return before is { Layer.IsLinear: true } ? before : null;
    }

    private static void AboutDropout(NetworkGraph graph, FindingSink findings)
    {
        foreach (LayerNode node in graph.Nodes.Where(node => node.Layer.IsRandom && node.Layer.NoEffect(node.InputShapes, [.. node.Inputs.Select(input => graph.Producer(input)?.Layer)]) is null))
        {
            findings.Site = node.Number;
            if (!graph.After(node).Any(static other => other.Parameters.Count > 0))
            {
                findings.Add(Descriptors.DropoutAtEnd, Fix.Remove, node.Number, node.Layer.Title);
            }
            else if (!graph.Before(node).Any(static other => other.Parameters.Count > 0))
            {
                findings.Add(Descriptors.DropoutOnInputs, Fix.Remove, node.Number, node.Layer.Title);
            }
        }
    }

    private static void AboutHead(NetworkGraph graph, bool lossIsDeclared, FindingSink findings)
    {
        // Dropout leaves outputs as they are.
        foreach (LayerNode node in graph.Nodes.Where(node => node.Layer.Normalizes is not null && graph.After(node).Any(static after => !after.Layer.IsRandom)))
        {
            findings.Site = node.Number;
            findings.Add(Descriptors.SoftmaxInside, Fix.Remove, node.Number, node.Layer.Title, node.Output.Shape.Length, node.Layer.Normalizes!);
        }

        LayerNode last = Last(graph);
        findings.Site = graph.Nodes.Count + 1;
        if (lossIsDeclared)
        {
            graph.Loss.Advise(last.Layer, LayerCatalog.LossOfHead(last.Layer), findings);
        }

        // The logits are the values before the head, or the outputs where the loss works on logits and there is no head.
        LayerNode? logits = IsHead(last.Layer) ? graph.Producer(last.Inputs[0]) : graph.Loss.Head is not null ? last : null;
        if (logits is { Layer: ActivationLayer function })
        {
            findings.Site = logits.Number;
            findings.Add(Descriptors.ActivationBeforeHead, Fix.Remove, logits.Number, function.Title, IsHead(last.Layer) ? last.Layer.Title : graph.Loss.Title,
                function.IsNeverNegative && last.Layer.Normalizes is null && !graph.Loss.TargetsAreClasses ? "so that no probability is below 1/2"
                : function.IsBounded ? "so that no probability comes near 0 or 1"
                : function.Activation is ReluActivation ? "and those that it cuts to 0 get no gradient"
                : "which needs no activation before it");
        }
    }

    private static LayerNode Last(NetworkGraph graph) => graph.Producer(graph.Outputs[0].Value)!;

    private static bool IsHead(Layer layer) => LayerCatalog.LossOfHead(layer) is not null;
}
