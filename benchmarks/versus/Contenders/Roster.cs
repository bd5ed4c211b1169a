using Versus.Work;

namespace Versus.Contenders;

/// <summary>The contenders by name.</summary>
internal static class Roster
{
    public const string NnGen = "NnGen", LibTorch = "libtorch", OnnxRuntime = "ONNX Runtime", RtNeural = "RTNeural";

    public static readonly string[] Names = [NnGen, LibTorch, OnnxRuntime, RtNeural];

    /// <summary>Whether a contender takes part: ONNX Runtime does not train, RTNeural computes one dense layer, and NnGen needs the network's layers.</summary>
    public static bool CanDo(string name, Workload workload) => name switch
    {
        NnGen => NnGenNetworks.Has(workload.Architecture),
        OnnxRuntime => !workload.Training,
        RtNeural => RtNeuralInference.CanDo(workload),
        _ => true,
    };

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="workload">What it computes.</param>
    /// <param name="threads">The threads that it may use.</param>
    /// <param name="rtNeural">The folder of RTNeural, which only that contender reads.</param>
    public static IContender Create(string name, Workload workload, int threads, string? rtNeural) => name switch
    {
        NnGen => NnGenNetworks.Create(workload, threads),
        LibTorch => workload.Training ? new TorchTraining(workload, threads) : new TorchInference(workload, threads),
        OnnxRuntime => new OnnxInference(workload, threads),
        RtNeural => new RtNeuralInference(workload, rtNeural ?? throw new ArgumentNullException(nameof(rtNeural), "RTNeural is compiled from a checkout; name its folder with --rtneural.")),
        _ => throw new ArgumentException($"There is no contender {name}; there are {string.Join(", ", Names)}.", nameof(name)),
    };
}
