using NnGen.Optimizers;

namespace NnGen.Tests.Golden;

/// <summary>Every optimizer against libtorch: the parameters after each of 20 steps.</summary>
public class GoldenOptimizerTests
{
    private const int Count = 11, Steps = 20;

    // Relative to each parameter, or to 0.01 for those nearer to zero: they come there from between −1 and 1, by steps of up to 0.1,
    // and bring the rounding of that size along.
    private const double Tolerance = 1e-5, Floor = 0.01;

    private static readonly IReadOnlyDictionary<string, double[]> s_golden = GoldenFile.Read("optimizers.txt");

    // Arguments at PyTorch's defaults are left out: its defaults are to be ours.
    private static readonly Dictionary<string, Func<Optimizer>> s_settings = new()
    {
        ["sgd-plain"] = static () => new Sgd(learningRate: 0.1f),
        ["sgd-decay"] = static () => new Sgd(learningRate: 0.1f, weightDecay: 0.01f),
        ["sgd-momentum"] = static () => new Sgd(learningRate: 0.1f, momentum: 0.9f),
        ["sgd-dampening"] = static () => new Sgd(learningRate: 0.1f, momentum: 0.9f, dampening: 0.3f, weightDecay: 0.01f),
        ["sgd-nesterov"] = static () => new Sgd(learningRate: 0.1f, momentum: 0.9f, weightDecay: 0.01f, nesterov: true),
        ["adam-default"] = static () => new Adam(),
        ["adam-settings"] = static () => new Adam(learningRate: 0.01f, beta1: 0.8f, beta2: 0.95f, epsilon: 1e-6f, weightDecay: 0.1f),
        ["adamw-default"] = static () => new AdamW(),
        ["adamw-settings"] = static () => new AdamW(learningRate: 0.01f, beta1: 0.8f, beta2: 0.95f, epsilon: 1e-6f, weightDecay: 0.1f),
        ["rmsprop-default"] = static () => new RmsProp(),
        ["rmsprop-settings"] = static () => new RmsProp(learningRate: 0.005f, smoothing: 0.9f, epsilon: 1e-6f, weightDecay: 0.1f, momentum: 0.5f),
        ["rmsprop-centered"] = static () => new RmsProp(learningRate: 0.005f, smoothing: 0.9f, epsilon: 1e-6f, centered: true),
        ["rmsprop-centered-momentum"] = static () => new RmsProp(learningRate: 0.005f, smoothing: 0.9f, epsilon: 1e-6f, momentum: 0.5f, centered: true),
        ["adagrad-default"] = static () => new Adagrad(),
        ["adagrad-settings"] = static () => new Adagrad(learningRate: 0.05f, learningRateDecay: 0.1f, weightDecay: 0.01f, initialAccumulator: 0.5f, epsilon: 1e-8f),
    };

    public static TheoryData<string> Settings => [.. s_settings.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Parameters_agree_after_every_step(string setting)
    {
        GoldenRandom random = new(seed: 1);
        float[] parameters = random.Next(Count);
        Optimizer optimizer = s_settings[setting]();
        for (int step = 1; step <= Steps; step++)
        {
            optimizer.Step(parameters, random.Next(Count, scale: 0.5f));
            GoldenComparison.AssertAgree($"{setting}.{step}", s_golden[$"{setting}.{step}"], parameters, Tolerance, Floor);
        }
    }

    [Fact]
    public void Every_line_is_compared() =>
        GoldenComparison.AssertCovered(s_golden, s_settings.Keys.SelectMany(static setting => Enumerable.Range(1, Steps).Select(step => $"{setting}.{step}")));
}
