using System.Diagnostics;
using System.Runtime.CompilerServices;
using NnGen;
using NnGen.Benchmarks.Networks;

namespace NnGen.Benchmarks.Timing;

/// <summary>The signature of Forward, so that it is called straight through a delegate.</summary>
internal delegate void ForwardPass(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace? workspace);

/// <summary>The signature of Backward.</summary>
internal delegate float BackwardPass(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, Workspace? workspace);

/// <summary>Calls that are measured in turns with others. <paramref name="loop"/> calls as many times as it is told.</summary>
internal sealed class TimedLoop(Action<int> loop)
{
    // Less than a system lets a program run at a stretch, so that most turns are whole.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(0.3);

    // A method is compiled for good after thirty calls and a pause. Long calls spend no time that this could change.
    private const int CallsToWarmUp = 40;
    private static readonly TimeSpan s_warm = TimeSpan.FromMilliseconds(20);

    private readonly List<double> _nanoseconds = [];
    private int _calls = 1;

    /// <summary>Nanoseconds of a call, the median of all turns.</summary>
    public double Nanoseconds => Median.Of(_nanoseconds);

    // The loops are compiled without a profile, by which the JIT would guess what they call and inline it, although it differs from one to the next.
    public static TimedLoop Of(ForwardPass pass, float[] inputs, float[] outputs, Workspace? workspace) => new(
        [MethodImpl(MethodImplOptions.AggressiveOptimization)] (calls) =>
        {
            for (int i = 0; i < calls; i++)
            {
                pass(inputs, outputs, workspace);
            }
        });

    public static TimedLoop Of(BackwardPass pass, float[] inputs, float[] targets, float[] gradients, Workspace? workspace) => new(
        [MethodImpl(MethodImplOptions.AggressiveOptimization)] (calls) =>
        {
            for (int i = 0; i < calls; i++)
            {
                pass(inputs, targets, gradients, workspace);
            }
        });

    /// <summary>The forward pass of a network.</summary>
    public static TimedLoop OfForward<TNet>(TNet net, int samples)
        where TNet : class, INetwork<TNet> =>
        Of(net.Forward, Draw.Floats(samples * TNet.Info.InputLength, 3), new float[samples * TNet.Info.OutputLength], TNet.CreateWorkspace(samples));

    /// <summary>Runs it often enough to be compiled for good after the next pause, and finds how many calls fill a turn.</summary>
    public void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsToWarmUp && Stopwatch.GetElapsedTime(start) < s_warm; i++)
        {
            loop(1);
        }
        while (Time() * _calls < s_turn.TotalNanoseconds)
        {
            _calls *= 2;
        }
    }

    /// <summary>One turn.</summary>
    public void Measure()
    {
        loop(1);   // brings code and data back into the caches after the others' turns
        _nanoseconds.Add(Time());
    }

    private double Time()
    {
        long start = Stopwatch.GetTimestamp();
        loop(_calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / _calls;
    }
}
