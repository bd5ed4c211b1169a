using System.Globalization;
using System.Reflection;
using NnGen;
using NnGen.CompilerServices;
using NnGenerator.Emission;
using NnGenerator.Interpretation;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>The emitted code, compiled and run in single precision, against the interpreter in double precision: every case, one sample and
/// batches with every kind of tail. <see cref="WidthTests"/> runs the class again at every narrower vector width.</summary>
public class CompiledCodeTests
{
    private const double Tolerance = 1e-4;

    // 1: the row; 4, 7: a quad and rows; 8, 9, 14: tiles and what remains; 70: more than a block of evaluation.
    private static readonly int[] s_samples = [1, 2, 4, 7, 8, 9, 14, 70];

    // Without advice: the cases are chosen for what they compute, and some would be a user's mistake.
    private static readonly SharedImage s_image = new("cases", static () => GeneratorRun.Of(Files(), new CompilerSettings { RunsAnalyzers = false }).IsClean());

    /// <summary>All cases, compiled.</summary>
    internal static LoadedProgram Program => s_image.Program;

    private static IEnumerable<NetworkCase> Cases => NetworkCases.All.Concat(NetworkCases.Large);

    public static TheoryData<string> Names => [.. Cases.Select(static network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Emitted_code_agrees_with_the_interpreter(string name)
    {
        Machine.AssertWidth();
        NetworkCase network = NetworkCases.Find(name);
        foreach (int samples in s_samples)
        {
            CaseData data = new(network, samples);
            Type type = Program.Assembly.GetType("Cases." + name, throwOnError: true)!;
            MethodInfo compare = typeof(CompiledCodeTests).GetMethod(data.HasClasses ? nameof(CompareClasses) : nameof(CompareValues), BindingFlags.NonPublic | BindingFlags.Static)!;
            compare.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [data], CultureInfo.InvariantCulture);
        }
    }

    private static IEnumerable<UserFile> Files() =>
    [
        new("User.cs", Source()),
        .. Cases.Where(static network => network.Attributes is null).Select(static network => new UserFile(network.Name + ".g.cs", NetworkEmitter.Emit(network.Graph).ToString())),
    ];

    private static string Source() => "using NnGen; namespace Cases;\n" + string.Join("\n", Cases.Select(static network => "/// <summary>A case.</summary>\n" + network.Source));

    private static void CompareClasses<T>(CaseData data)
        where T : class, ITrainable<T, int> => Compare<T, int>(data, data.Classes);

    private static void CompareValues<T>(CaseData data)
        where T : class, ITrainable<T, float> => Compare<T, float>(data, Floats(data.Targets));

    private static void Compare<T, TTarget>(CaseData data, TTarget[] targets)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        T network = T.Create(1);
        Floats(data.Parameters).CopyTo(network.Parameters);
        float[] inputs = Floats(data.Inputs), outputs = new float[data.Samples * T.Info.OutputLength], gradients = new float[T.Info.ParameterCount], inputGradients = new float[inputs.Length];
        Workspace workspace = T.CreateWorkspace(data.Samples);
        string where = $"{T.Info.Name}, {data.Samples} samples, {Machine.Width} bits: ";

        // What was in memory before must not matter.
        WorkspaceLease.Share(workspace, workspace.Length, data.Samples).Fill(float.NaN);
        gradients.AsSpan().Fill(float.NaN);

        network.Forward(inputs, outputs, workspace);
        Near(data.Run(Pass.Forward).Outputs, outputs, where + "outputs");
        Interpreter evaluated = data.Run(Pass.Loss);
        float meanLoss = network.Loss(inputs, targets, workspace);
        Near([evaluated.Loss], [meanLoss], where + "loss");
        if (network is IClassifier classifier)
        {
            int[] classes = new int[data.Samples], predictions = new int[data.Samples];
            classifier.Classify(inputs, classes, workspace);
            Assert.Equal(data.Run(Pass.Classify).Predictions, classes);
            Assert.Equal(evaluated.Predictions, classes);
            Array.Fill(predictions, -1);
            Assert.Equal(meanLoss, network.Loss(inputs, targets, predictions, workspace));
            Assert.Equal(classes, predictions);
        }
        else
        {
            Assert.Equal(meanLoss, network.Loss(inputs, targets, default, workspace));
        }

        Interpreter backward = data.Run(Pass.Backward, firstSample: 11);
        float loss = network.Backward(inputs, targets, default, gradients, workspace, new TrainingStep(5, 3, 11, 1f / data.Samples));
        Near([backward.Loss], [loss], where + "training loss");
        Near(backward.Gradients, gradients, where + "gradients");

        if (T.Info.LabelSmoothing > 0)
        {
            // A weight for each class of each sample.
            data.Weights = [.. Enumerable.Range(0, data.Samples * T.Info.OutputLength).Select(static i => 0.25 * (i % 7))];
            Interpreter weighted = data.Run(Pass.Backward, firstSample: 11);
            loss = network.Backward(inputs, targets, Floats(data.Weights), gradients, workspace, new TrainingStep(5, 3, 11, 1f / data.Samples));
            Near([weighted.Loss], [loss], where + "training loss with class weights");
            Near(weighted.Gradients, gradients, where + "gradients with class weights");
            data.Weights = [];
        }

        Interpreter fromOutput = data.Run(Pass.BackwardFromOutput);
        network.BackwardFromOutput(inputs, Floats(data.OutputGradients), gradients, inputGradients, workspace);
        Near(fromOutput.Gradients, gradients, where + "gradients from outputs");
        Near(fromOutput.InputGradients, inputGradients, where + "input gradients");

        float[] alone = new float[inputs.Length];
        network.BackwardFromOutput(inputs, Floats(data.OutputGradients), default, alone);
        Assert.Equal(inputGradients, alone);
    }

    private static void Near(double[] expected, float[] actual, string what)
    {
        double error = CaseData.Error(actual.Select(static value => (double)value), expected);
        Assert.True(error < Tolerance, $"{what}: relative error {error}");
    }

    private static float[] Floats(double[] values) => [.. values.Select(static value => (float)value)];
}
