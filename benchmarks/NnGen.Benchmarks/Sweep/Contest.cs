using NnGen;
using NnGen.Benchmarks.Networks;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Sweep;

/// <summary>One shape at one number of samples: the emitted layer and the plain loops take turns.</summary>
internal sealed class Contest
{
    private readonly TimedLoop _emitted;
    private readonly TimedLoop[] _plain;
    private readonly Limits _limits;
    private readonly double _flops;
    private readonly int _floats;

    private Contest(TimedLoop emitted, TimedLoop[] plain, string shape, Limits limits, double flops, int floats)
    {
        (_emitted, _plain, Shape, _limits, _flops, _floats) = (emitted, plain, shape, limits, flops, floats);
        limits.Add(floats);
    }

    public string Shape { get; }

    public TimedLoop[] Loops => [_emitted, .. _plain];

    /// <summary>Nanoseconds of the emitted layer.</summary>
    public double Emitted => _emitted.Nanoseconds;

    /// <summary>How many times longer the fastest plain loop takes.</summary>
    public double Ratio => _plain.Min(static loop => loop.Nanoseconds) / Emitted;

    /// <summary>The share of the emitted layer's time in which the machine could compute it, or read and write its numbers once.</summary>
    public (double Share, string Bound) Share
    {
        get
        {
            (double nanoseconds, string name) = _limits.Bound(_flops, _floats);
            return (nanoseconds / Emitted, name);
        }
    }

    /// <exception cref="InvalidOperationException">The results disagree.</exception>
    public static Contest Of<TNet>(int samples, Limits limits)
        where TNet : class, INetwork<TNet>
    {
        TNet net = TNet.Create(1);
        int inputs = TNet.Info.InputLength, outputs = TNet.Info.OutputLength;
        Draw.Floats(outputs, 2).CopyTo(net.Parameters[(inputs * outputs)..]);
        ForwardPass[] plain = new PlainDense(net.Parameters[..(inputs * outputs)].ToArray(), net.Parameters[(inputs * outputs)..].ToArray(), inputs, outputs).Passes;

        string shape = $"{inputs} → {outputs}";
        float[] x = Draw.Floats(samples * inputs, 3), z = new float[samples * outputs];
        Workspace workspace = TNet.CreateWorkspace(samples);
        Compare([.. plain, net.Forward], x, z, workspace, $"{shape}, {samples} samples");
        return new Contest(
            TimedLoop.Of(net.Forward, x, z, workspace),
            [.. plain.Select(pass => TimedLoop.Of(pass, x, z, null))],
            shape,
            limits,
            2.0 * inputs * outputs * samples,
            net.Parameters.Length + x.Length + z.Length);
    }

    private static void Compare(ForwardPass[] passes, float[] x, float[] z, Workspace workspace, string what)
    {
        float[] expected = new float[z.Length];
        passes[0](x, expected, null);
        foreach (ForwardPass pass in passes)
        {
            pass(x, z, workspace);
            for (int i = 0; i < z.Length; i++)
            {
                if (!(Math.Abs(z[i] - expected[i]) <= 1e-4f * Math.Max(1, Math.Abs(expected[i]))))
                {
                    throw new InvalidOperationException($"{what}: output {i} is {z[i]:R}, but the plain loop computes {expected[i]:R}.");
                }
            }
        }
    }
}
