using System.Diagnostics;
using System.Runtime.CompilerServices;
using NnGen;
using NnGen.Benchmarks.Networks;

namespace NnGen.Benchmarks.Sweep;

/// <summary>One shape at one number of samples: the emitted layer and the plain loops take turns.</summary>
internal sealed class Contest
{
    // The signature of Forward, so that each is called straight through a delegate and none pays for a detour.
    private delegate void Layer(ReadOnlySpan<float> x, Span<float> z, Workspace? workspace);

    // Less than a system lets a program run at a stretch, so that most turns are whole.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(0.3);

    // The emitted one first.
    private readonly Layer[] _layers;
    private readonly List<double>[] _nanoseconds;
    private readonly Workspace _workspace;
    private readonly float[] _x, _z;
    private int _times = 1;

    private Contest(Layer[] layers, Workspace workspace, float[] x, float[] z, string shape, int samples)
    {
        (_layers, _workspace, _x, _z, Shape, Samples) = (layers, workspace, x, z, shape, samples);
        _nanoseconds = [.. layers.Select(static _ => new List<double>())];
    }

    public string Shape { get; }

    public int Samples { get; }

    /// <summary>Nanoseconds of the emitted layer.</summary>
    public double Emitted => Median(_nanoseconds[0]);

    /// <summary>Nanoseconds of the faster plain loop.</summary>
    public double Plain => _nanoseconds.Skip(1).Min(Median);

    /// <summary>How many times longer the faster plain loop takes.</summary>
    public double Ratio => Plain / Emitted;

    /// <exception cref="InvalidOperationException">The two disagree.</exception>
    public static Contest Of<TNet>(int samples)
        where TNet : class, INetwork<TNet>
    {
        TNet net = TNet.Create(1);
        int inputs = TNet.Info.InputLength, outputs = TNet.Info.OutputLength;
        Draw.Floats(outputs, 2).CopyTo(net.Parameters[(inputs * outputs)..]);
        var plain = new PlainDense(net.Parameters[..(inputs * outputs)].ToArray(), net.Parameters[(inputs * outputs)..].ToArray(), inputs, outputs);

        var contest = new Contest(
            [net.Forward, plain.ByInputs, plain.ByOutputs],
            TNet.CreateWorkspace(samples),
            Draw.Floats(samples * inputs, 3),
            new float[samples * outputs],
            $"{inputs} → {outputs}",
            samples);
        contest.Compare();
        return contest;
    }

    private void Compare()
    {
        float[] expected = new float[_z.Length];
        _layers[1](_x, expected, null);
        foreach (Layer layer in _layers)
        {
            layer(_x, _z, _workspace);
            for (int i = 0; i < _z.Length; i++)
            {
                if (!(Math.Abs(_z[i] - expected[i]) <= 1e-4f * Math.Max(1, Math.Abs(expected[i]))))
                {
                    throw new InvalidOperationException($"{Shape}, {Samples} samples: output {i} is {_z[i]:R}, but the plain loop computes {expected[i]:R}.");
                }
            }
        }
    }

    /// <summary>Runs all often enough to be compiled for good after the next pause.</summary>
    public void WarmUp()
    {
        for (int i = 0; i < 40; i++)
        {
            Array.ForEach(_layers, layer => layer(_x, _z, _workspace));
        }
        while (_layers.Min(Time) * _times < s_turn.TotalNanoseconds)
        {
            _times *= 2;
        }
    }

    /// <summary>So many turns of each.</summary>
    public void Measure(int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < _layers.Length; i++)
            {
                _nanoseconds[i].Add(Time(_layers[i]));
            }
        }
    }

    // Without a profile, by which the JIT would guess whose turn it is and inline the plain loops, which are the same methods for every shape.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Time(Layer layer)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _times; i++)
        {
            layer(_x, _z, _workspace);
        }
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / _times;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
