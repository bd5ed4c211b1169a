using System.Diagnostics;
using NnGen;
using NnGen.Benchmarks.Networks;
using NnGen.Optimizers;

namespace NnGen.Benchmarks.FirstUse;

/// <summary>The calls of one new process, timed one by one.</summary>
internal static class FirstCalls
{
    // Long enough for tier 1 of everything that has tiers.
    private const int Milliseconds = 1000;

    private static readonly Dictionary<string, Func<List<double>>> s_uses = new()
    {
        ["784-128-10, forward, one sample"] = Forward<DigitNet>,
        ["784-128-10, Adam step, batch 32"] = static () => Steps<DigitNet>(32),
        ["784-512-256-10, Adam step, batch 32"] = static () => Steps<WideNet>(32),
        ["2-8-1, SGD step, batch 4"] = Xor,
    };

    public static IReadOnlyCollection<string> Names => s_uses.Keys;

    /// <summary>When each call ended, in milliseconds from the start of the first.</summary>
    public static IReadOnlyList<double> Of(string name) => s_uses[name]();

    private static List<double> Steps<TNet>(int samples)
        where TNet : class, ITrainable<TNet, int>
    {
        float[] inputs = Draw.Floats(samples * TNet.Info.InputLength, 1), gradients = new float[TNet.Info.ParameterCount];
        int[] targets = Draw.Classes(samples, TNet.Info.OutputLength, 2);
        TNet net = TNet.Create(1);
        var adam = new Adam(learningRate: 1e-8f);
        return Time(() =>
        {
            net.Backward(inputs, targets, gradients);
            adam.Step(net.Parameters, gradients);
        });
    }

    private static List<double> Forward<TNet>()
        where TNet : class, INetwork<TNet>
    {
        float[] input = Draw.Floats(TNet.Info.InputLength, 1), output = new float[TNet.Info.OutputLength];
        TNet net = TNet.Create(1);
        return Time(() => net.Forward(input, output));
    }

    private static List<double> Xor()
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1], targets = [0, 1, 1, 0], gradients = new float[XorNet.ParameterCount];
        var net = new XorNet(seed: 1);
        var sgd = new Sgd(learningRate: 1e-8f);
        return Time(() =>
        {
            net.Backward(inputs, targets, gradients);
            sgd.Step(net.Parameters, gradients);
        });
    }

    private static List<double> Time(Action call)
    {
        var ends = new List<double>(1 << 24);
        long start = Stopwatch.GetTimestamp();
        double now = 0;
        while (now < Milliseconds)
        {
            call();
            now = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            ends.Add(now);
        }
        return ends;
    }
}
