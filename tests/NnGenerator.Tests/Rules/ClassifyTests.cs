using NnGenerator.Activations;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Classify is the products and an argmax: softmax, which keeps the order, is not computed.</summary>
public class ClassifyTests
{
    [Fact]
    public void Classify_computes_no_exponential()
    {
        NetworkCase network = new("Plain", "", 6, [new Layers.DenseLayer(8), new Layers.ActivationLayer(new ReluActivation()), new Layers.DenseLayer(4), new Layers.SoftmaxLayer(false)], null);
        IReadOnlyList<Operation> operations = NetworkProgram.Compile(network.Graph, Pass.Classify).Operations;
        Assert.Equal([typeof(LinearOperation), typeof(LinearOperation), typeof(ArgMaxOperation)], operations.Select(static operation => operation.GetType()));

        // Neither the products nor the argmax print one.
        OperationPrinter printer = new();
        Assert.All(operations, operation => Assert.DoesNotContain("Exp", operation.Print(printer), StringComparison.Ordinal));
        Assert.All(printer.Methods, static method => Assert.DoesNotContain("Exp(", method.Text, StringComparison.Ordinal));
        Assert.All(printer.Structs, static text => Assert.DoesNotContain("Exp(", text, StringComparison.Ordinal));
    }
}
