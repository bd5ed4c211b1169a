using NnGenerator.Activations;
using NnGenerator.Emission;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Every pass is lowered and emitted, so that one that is added and forgotten somewhere fails here.</summary>
public class PassTests
{
    [Fact]
    public void Every_pass_is_emitted_under_its_name()
    {
        NetworkCase network = new("Plain", "", 6, [new Layers.DenseLayer(8), new Layers.ActivationLayer(new TanhActivation()), new Layers.DenseLayer(4), new Layers.SoftmaxLayer(false)], null);
        Pass[] all = Enum.GetValues<Pass>();
        Assert.Equal(all, MathematicsEmitter.Passes(network.Graph).Order());
        Assert.All(all, pass => Assert.NotEmpty(NetworkProgram.Compile(network.Graph, pass).Operations));
        string text = NetworkEmitter.Emit(network.Graph).ToString();
        Assert.All(all, pass => Assert.Contains($"// ── {pass}:", text, StringComparison.Ordinal));
    }
}
