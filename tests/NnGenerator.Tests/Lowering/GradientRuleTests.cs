using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Interpretation;
using NnGenerator.Layers;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Lowering;

/// <summary>Every rule in double precision, without Roslyn: gradients against central differences, and planned memory against unplanned.</summary>
public class GradientRuleTests
{
    public static TheoryData<string> Names => NetworkCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_is_the_gradient_of_the_loss(string name)
    {
        CaseData data = new(NetworkCases.Find(name), samples: 3, weighted: true);
        Interpreter result = data.Run(Pass.Backward);
        Assert.Equal(result.Loss, data.Loss(Pass.Backward));   // so that differences need not run the rest of the pass
        double[] gradients = result.Gradients;
        double[] differences = [.. gradients.Select((_, i) => CaseData.Difference(data.Parameters, i, () => data.Loss(Pass.Backward)))];

        Assert.True(CaseData.Error(gradients, differences) < 1e-6, $"relative error {CaseData.Error(gradients, differences)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BackwardFromOutput_is_the_gradient_of_the_outputs(string name)
    {
        CaseData data = new(NetworkCases.Find(name), samples: 2);
        double Objective() => data.Run(Pass.Forward).Outputs.Zip(data.OutputGradients, static (y, v) => y * v).Sum();

        Interpreter result = data.Run(Pass.BackwardFromOutput);
        double[] parameters = [.. result.Gradients.Select((_, i) => CaseData.Difference(data.Parameters, i, Objective))];
        double[] inputs = [.. result.InputGradients.Select((_, i) => CaseData.Difference(data.Inputs, i, Objective))];

        Assert.True(CaseData.Error(result.Gradients, parameters) < 1e-6, $"parameters: {CaseData.Error(result.Gradients, parameters)}");
        Assert.True(CaseData.Error(result.InputGradients, inputs) < 1e-6, $"inputs: {CaseData.Error(result.InputGradients, inputs)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Planned_memory_gives_the_same_bits(string name)
    {
        CaseData data = new(NetworkCases.Find(name), samples: 5);
        foreach (Pass pass in Enum.GetValues<Pass>())
        {
            Interpreter own = data.Run(pass), planned = data.Run(pass, planned: true);
            Assert.Equal(own.Gradients, planned.Gradients);
            Assert.Equal(own.InputGradients, planned.InputGradients);
            Assert.Equal(own.Outputs, planned.Outputs);
            Assert.Equal(own.Predictions, planned.Predictions);
            Assert.Equal(own.Loss, planned.Loss);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_is_that_of_Backward_without_dropout(string name)
    {
        NetworkCase network = NetworkCases.Find(name);
        CaseData data = new(network, samples: 4);
        if (network.Layers.OfType<DropoutLayer>().Any())
        {
            Assert.NotEqual(data.Run(Pass.Backward).Loss, data.Run(Pass.Loss).Loss);
            return;
        }
        Assert.Equal(data.Run(Pass.Backward).Loss, data.Run(Pass.Loss).Loss, 1e-12);
    }

    [Fact]
    public void A_planner_that_lets_everything_overlap_is_caught()
    {
        NetworkCase network = NetworkCases.Find("Equal");
        CaseData data = new(network, samples: 5);
        MemoryPlan AllAtZero(NetworkProgram program) =>
            new(program.Scratch.ToDictionary(static tensor => tensor, static _ => 0), program.Plan.BatchLength, program.Plan.FixedLength);

        Assert.NotEqual(data.Run(Pass.Backward).Gradients, data.Run(Pass.Backward, planned: true, plan: AllAtZero).Gradients);
    }

    [Fact]
    public void A_wrong_gradient_is_caught()
    {
        NetworkCase network = new("Wrong", "", 4, [new DenseLayer(5), new ActivationLayer(new WrongTanh()), new DenseLayer(2)], null);
        CaseData data = new(network, samples: 3);
        double[] gradients = data.Run(Pass.Backward).Gradients;
        double[] differences = [.. gradients.Select((_, i) => CaseData.Difference(data.Parameters, i, () => data.Run(Pass.Backward).Loss))];

        Assert.True(CaseData.Error(gradients, differences) > 1e-3);
    }

    private sealed record WrongTanh() : Activation("WrongTanh")
    {
        public override Scalar Value(Scalar x) => Scalar.Tanh(x);

        public override Scalar Derivative(Scalar x, Scalar y) => 1 - y;
    }
}
