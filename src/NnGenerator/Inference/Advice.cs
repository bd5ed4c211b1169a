using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Layers;
using NnGenerator.Losses;
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
        if (graph.Layers.Count > ManyLayers)
        {
            findings.Add(Descriptors.DeepNetwork, graph.Type.Name, graph.Layers.Count, ManyLayers);
        }
    }

    private static void AboutLinearLayers(NetworkGraph graph, FindingSink findings)
    {
        LayerNode? first = null, before = null;   // of the run of linear layers that the next one would continue
        foreach (LayerNode node in graph.Layers)
        {
            if (!node.Layer.IsLinear)
            {
                first = before = null;
            }
            else if (node.Parameters.Count > 0)
            {
                first ??= node;
                if (before is not null)
                {
                    findings.Site = node.Number;
                    findings.Add(Descriptors.LinearInARow, Fix.InsertBefore("Relu"), before.Number, before.Layer.Title, node.Number, node.Layer.Title,
                        Math.Min(first.Input.Length, node.Output.Length) > before.Output.Length ? $"of rank {before.Output.Length} or less from {first.Input} to {node.Output} values"
                            : $"from {first.Input} to {node.Output} values{(node.Output.Rank > 1 ? "" : $", which [{(first.Input.Rank > 1 ? "Flatten, " : "")}Dense({node.Output})] alone computes")}");
                }
                before = node;
            }
        }

        LayerNode[] linear = [.. graph.Layers.Where(static node => node.Parameters.Count > 0)];
        if (linear.Length == 1 && linear[0] is var only && graph.Layers.All(node => node.Layer.IsLinear || (node.Number == graph.Layers.Count && IsHead(node.Layer)))
            && graph.Output.Rank == 1)   // an image that becomes an image is a filter
        {
            findings.Site = only.Number;
            findings.Add(Descriptors.OneLinearLayer, graph.Type.Name,
                graph.Loss.LinearModel,
                graph.Loss.Head is not null ? "only separate classes by a plane" : "only fit a plane",
                only.Input.Rank > 1 ? "Conv2D(8, 3, Padding = 1), Relu" : "Dense(32), Relu", only.Number);
        }
    }

    private static void AboutDropout(NetworkGraph graph, FindingSink findings)
    {
        foreach (LayerNode node in graph.Layers.Where(static node => node.Layer is DropoutLayer { Rate: > 0 }))
        {
            findings.Site = node.Number;
            if (!graph.Layers.Any(other => other.Number > node.Number && other.Parameters.Count > 0))
            {
                findings.Add(Descriptors.DropoutAtEnd, Fix.Remove, node.Number, node.Layer.Title);
            }
            else if (!graph.Layers.Any(other => other.Number < node.Number && other.Parameters.Count > 0))
            {
                findings.Add(Descriptors.DropoutOnInputs, Fix.Remove, node.Number, node.Layer.Title);
            }
        }
    }

    private static void AboutHead(NetworkGraph graph, bool lossIsDeclared, FindingSink findings)
    {
        LayerNode last = graph.Layers[graph.Layers.Count - 1];
        foreach (LayerNode node in graph.Layers.Where(node => node.Layer is SoftmaxLayer && graph.Layers.Skip(node.Number).Any(static after => after.Layer is not DropoutLayer)))
        {
            findings.Site = node.Number;
            findings.Add(Descriptors.SoftmaxInside, Fix.Remove, node.Number, node.Layer.Title, node.Output.Length,
                node.Layer is SoftmaxLayer { Logarithm: true } ? "logarithms of numbers that sum to 1" : "numbers that sum to 1");
        }

        findings.Site = graph.Layers.Count + 1;
        string? head = graph.Loss.Head;
        if (graph.Loss is MeanSquaredErrorLoss && lossIsDeclared && IsHead(last.Layer))
        {
            string fused = LayerCatalog.LossOfHead(last.Layer)!.Title;
            findings.Add(Descriptors.SquaredProbabilities, Fix.Replace(fused), last.Layer.Title, last.Layer is SoftmaxLayer { Logarithm: true }
                ? "compares logarithms of probabilities with targets, which is rarely intended"
                : $"learns slowly where the network is confidently wrong, since its gradient is multiplied by the derivative of {last.Layer.Title}, which is near 0 there", fused);
        }
        else if (head is not null && lossIsDeclared && !IsHead(last.Layer))
        {
            findings.Add(Descriptors.NoHead, Fix.InsertBefore(head), graph.Loss.Title, head);
        }

        // The logits are the values before the head, or the outputs where the loss works on logits and there is no head.
        int logits = IsHead(last.Layer) ? graph.Layers.Count - 1 : head is not null ? graph.Layers.Count : 0;
        if (logits > 0 && graph.Layers[logits - 1] is { Layer: ActivationLayer function } activation)
        {
            findings.Site = activation.Number;
            findings.Add(Descriptors.ActivationBeforeHead, Fix.Remove, activation.Number, activation.Layer.Title, IsHead(last.Layer) ? last.Layer.Title : graph.Loss.Title,
                function.IsNeverNegative && last.Layer is not SoftmaxLayer && !graph.Loss.TargetsAreClasses ? "so that no probability is below 1/2"
                : function.Activation.IsBounded ? "so that no probability comes near 0 or 1"
                : function.Activation is ReluActivation ? "and those that it cuts to 0 get no gradient"
                : "which needs no activation before it");
        }
    }

    private static bool IsHead(Layer layer) => LayerCatalog.LossOfHead(layer) is not null;
}
