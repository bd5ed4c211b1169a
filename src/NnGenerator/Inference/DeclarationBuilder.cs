using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Inference;

/// <summary>Written attributes to layers, once the constants of other networks among their arguments are known.</summary>
internal static class DeclarationBuilder
{
    public static ParsedNetwork Build(WrittenNetwork written, EquatableArray<ReferencedNetwork> networks)
    {
        FindingSink findings = new();
        bool isComplete = written.IsComplete;
        foreach (ConstantReference reference in written.References)
        {
            if (networks.First(network => network.Key == reference.Network).Failure(reference, written.Name) is { } failure)
            {
                findings.Site = reference.Site;
                findings.Add(Descriptors.ArgumentNotConstant, reference.Argument, reference.Text, failure.Why, failure.WayOut);
                isComplete = false;
            }
        }

        List<Layer> layers = [];
        foreach (WrittenAttribute layer in written.Layers)
        {
            findings.Site = layers.Count + 1;
            layers.Add(LayerCatalog.All[layer.Name](Arguments(layer)));
        }
        Loss? loss = null;
        foreach (WrittenAttribute attribute in written.Losses)
        {
            findings.Site++;
            Loss next = LayerCatalog.Losses[attribute.Name](Arguments(attribute));
            if (loss is not null)
            {
                findings.Add(Descriptors.TwoLosses, Fix.Remove, written.Name, loss.Title, next.Title);
            }
            loss ??= next;
        }
        findings.Site = 0;
        AttributeArguments network = Arguments(written.Network);
        NetworkDeclaration? declaration = written.Type is { } type
            ? new NetworkDeclaration(type, new Shape([.. network.Ints()]), network.Bool("Inference", false), NetworkDeclaration.Chain(layers), loss)
            : null;
        return new ParsedNetwork(declaration, written.Findings.Concat(findings.ToArray()).ToEquatableArray(), written.Sites) { IsComplete = isComplete };

        AttributeArguments Arguments(WrittenAttribute attribute) =>
            new(attribute, reference => networks.First(network => network.Key == reference.Network).Value(reference.Member), findings);
    }
}
