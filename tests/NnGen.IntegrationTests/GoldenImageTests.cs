using NnGen;
using NnGen.Tests.Golden;

namespace NnGen.IntegrationTests;

/// <summary>Layers on images, forward and backward, against libtorch.</summary>
public class GoldenImageTests
{
    private const int Samples = 5;

    // Relative to each number, or to 0.01 for those nearer to zero: sums of products of numbers up to 1.
    private const double Tolerance = 1e-4, Floor = 0.01;

    private static readonly IReadOnlyDictionary<string, double[]> s_golden = GoldenFile.Read("images.txt");

    private static readonly Dictionary<string, Action<string>> s_settings = new()
    {
        ["convolution"] = Compare<GoldenConvolution>,
        ["convolution-padded"] = Compare<GoldenConvolutionPadded>,
        ["convolution-strided"] = Compare<GoldenConvolutionStrided>,
        ["convolution-oblong"] = Compare<GoldenConvolutionOblong>,
        ["max-pool"] = Compare<GoldenMaxPool>,
        ["max-pool-overlapping"] = Compare<GoldenMaxPoolOverlapping>,
        ["average-pool"] = Compare<GoldenAveragePool>,
        ["average-pool-overlapping"] = Compare<GoldenAveragePoolOverlapping>,
        ["global-average-pool"] = Compare<GoldenGlobalAveragePool>,
        ["network"] = Compare<GoldenImageNetwork>,
    };

    public static TheoryData<string> Settings => [.. s_settings.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Outputs_and_gradients_agree(string setting) => s_settings[setting](setting);

    [Fact]
    public void Every_line_is_compared() =>
        Assert.Equal(s_settings.Keys.Order(), s_golden.Keys.Select(static name => name[..name.IndexOf('.', StringComparison.Ordinal)]).Distinct().Order());

    private static void Compare<T>(string setting)
        where T : class, ITrainable<T, float>
    {
        GoldenRandom random = new(seed: 4);
        T network = T.Create(0);
        random.Next(T.Info.ParameterCount, scale: 0.5f).CopyTo(network.Parameters);
        float[] inputs = random.Next(Samples * T.Info.InputLength), outputGradients = random.Next(Samples * T.Info.OutputLength);

        // A few samples one by one, and enough of them to be computed side by side.
        foreach (int times in new[] { 1, 7 })
        {
            float[] outputs = new float[times * Samples * T.Info.OutputLength];
            network.Forward(Repeat(inputs, times), outputs);
            for (int i = 0; i < times; i++)
            {
                GoldenComparison.AssertAgree($"{setting}.outputs", s_golden[$"{setting}.outputs"], outputs.AsSpan(i * outputs.Length / times, outputs.Length / times), Tolerance, Floor);
            }
        }

        float[] gradients = new float[T.Info.ParameterCount], inputGradients = new float[inputs.Length];
        network.BackwardFromOutput(inputs, outputGradients, gradients, inputGradients);
        GoldenComparison.AssertAgree($"{setting}.input-gradients", s_golden[$"{setting}.input-gradients"], inputGradients, Tolerance, Floor);
        if (gradients.Length > 0)
        {
            GoldenComparison.AssertAgree($"{setting}.gradients", s_golden[$"{setting}.gradients"], gradients, Tolerance, Floor);
        }
    }

    private static float[] Repeat(float[] values, int times) => [.. Enumerable.Repeat(values, times).SelectMany(static copy => copy)];
}
