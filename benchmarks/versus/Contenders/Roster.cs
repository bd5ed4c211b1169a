using Versus.Work;

namespace Versus.Contenders;

/// <summary>The contenders by name.</summary>
internal static class Roster
{
    public const string NnGen = "NnGen", LibTorch = "libtorch", OnnxRuntime = "ONNX Runtime";

    public static readonly string[] Names = [NnGen, LibTorch, OnnxRuntime];

    /// <summary>Whether a contender takes part: ONNX Runtime does not train, and NnGen needs the network's layers.</summary>
    public static bool CanDo(string name, Workload workload) => name switch
    {
        NnGen => NnGenNetworks.Has(workload.Architecture),
        OnnxRuntime => !workload.Training,
        _ => true,
    };

    public static IContender Create(string name, Workload workload, int threads) => name switch
    {
        NnGen => NnGenNetworks.Create(workload, threads),
        LibTorch => workload.Training ? new TorchTraining(workload, threads) : new TorchInference(workload, threads),
        OnnxRuntime => new OnnxInference(workload, threads),
        _ => throw new ArgumentException($"There is no contender {name}; there are {string.Join(", ", Names)}.", nameof(name)),
    };
}
