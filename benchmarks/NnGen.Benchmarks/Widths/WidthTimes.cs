using NnGen;
using NnGen.Benchmarks.Networks;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Widths;

/// <summary>The passes of one network n → n → n at several numbers of samples.</summary>
internal sealed class WidthTimes
{
    public static readonly int[] ForwardSamples = [1, 2, 3, 4, 7, 8, 16, 64, 256], TrainingSamples = [1, 16, 128];

    // Products of two n×n matrices per sample: one for each layer forward, and one for each gradient that training needs, which those of the inputs are not.
    private const int ForwardProducts = 2, TrainingProducts = ForwardProducts + 2 + 1;

    private readonly TimedLoop[] _forward, _training;

    private WidthTimes(int width, TimedLoop[] forward, TimedLoop[] training) => (Width, _forward, _training) = (width, forward, training);

    public int Width { get; }

    public IEnumerable<TimedLoop> Loops => [.. _forward, .. _training];

    /// <summary>Operations a nanosecond (GFLOP/s) of every pass, two for each multiply-add.</summary>
    public IEnumerable<double> Rates =>
    [
        .. _forward.Zip(ForwardSamples, (loop, samples) => Flops(ForwardProducts, samples) / loop.Nanoseconds),
        .. _training.Zip(TrainingSamples, (loop, samples) => Flops(TrainingProducts, samples) / loop.Nanoseconds),
    ];

    /// <summary>All passes use one network, as the parameters of the widest would otherwise fill gigabytes.</summary>
    public static WidthTimes Of<TNet>(bool training)
        where TNet : class, ITrainable<TNet, float>
    {
        TNet net = TNet.Create(1);
        int width = TNet.Info.InputLength;
        float[] gradients = training ? new float[TNet.Info.ParameterCount] : [];
        return new WidthTimes(
            width,
            [.. ForwardSamples.Select(samples => TimedLoop.OfForward(net, samples))],
            training
                ? [.. TrainingSamples.Select(samples => TimedLoop.Of(net.Backward, Draw.Floats(samples * width, 3), Draw.Floats(samples * width, 4), gradients, TNet.CreateWorkspace(samples)))]
                : []);
    }

    private double Flops(int products, int samples) => 2.0 * Width * Width * products * samples;
}
