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
        NetworkCase network = new("Plain", "", 6, [new Layers.DenseLayer(8), new Layers.ActivationLayer(new Activations.ReluActivation()), new Layers.DenseLayer(4), new Layers.SoftmaxLayer(false)], null);
        IReadOnlyList<Kernel> kernels = NetworkProgram.Compile(network.Graph, Pass.Classify).Kernels;
        Assert.Equal([typeof(LinearKernel), typeof(LinearKernel), typeof(ArgMaxKernel)], kernels.Select(static kernel => kernel.GetType()));

        // Neither the products nor the argmax print one.
        KernelPrinter printer = new();
        Assert.All(kernels, kernel => Assert.DoesNotContain("Exp", kernel.Print(printer), StringComparison.Ordinal));
        Assert.All(printer.Methods, static method => Assert.DoesNotContain("Exp(", method.Text, StringComparison.Ordinal));
        Assert.All(printer.Structs, static text => Assert.DoesNotContain("Exp(", text, StringComparison.Ordinal));
    }
}
