using NnGenerator.Activations;
using NnGenerator.Graph;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Graph;

/// <summary>A layer that is built is in the catalog, has its attribute, and is among the cases.</summary>
public class CatalogTests
{
    [Fact]
    public void Every_entry_has_its_attribute_and_every_attribute_its_entry()
    {
        string[] entries = [.. LayerCatalog.All.Keys, .. LayerCatalog.Losses.Keys, "Network"];
        string[] attributes = [.. typeof(NnGen.NetworkAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(Attribute))).Select(static type => type.Name[..^"Attribute".Length])];

        Assert.Equal(attributes.Order(), entries.Order());
    }

    [Fact]
    public void Every_rule_is_among_the_cases()
    {
        Type[] rules = [.. typeof(Layer).Assembly.GetTypes().Where(static type => !type.IsAbstract
            && (type.IsSubclassOf(typeof(Layer)) || type.IsSubclassOf(typeof(Activation)) || type.IsSubclassOf(typeof(Loss))))];
        HashSet<Type> covered = [.. NetworkCases.All.SelectMany(static network => network.Layers.Select(static layer => layer.GetType())
            .Concat(network.Layers.OfType<ActivationLayer>().Select(static layer => layer.Activation.GetType()))
            .Append(network.Graph.Loss.GetType()))];

        Assert.DoesNotContain(rules, rule => !covered.Contains(rule));
    }
}
