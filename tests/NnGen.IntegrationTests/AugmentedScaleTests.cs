using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(1)]
internal sealed partial class FourToOne;

/// <summary>Sources that change data keep what is known of their scale.</summary>
public class AugmentedScaleTests
{
    private static readonly ImageShape s_shape = new(1, 2, 2);

    private static readonly Dataset<float> s_data = new([.. Enumerable.Range(0, 40).Select(static i => (float)(i % 7))], [.. Enumerable.Range(0, 10).Select(static i => 1000f * i)], 4);

    private static readonly Normalization s_inputs = Normalization.StandardScore(s_data), s_targets = Normalization.StandardScoreOfTargets(s_data);

    private static readonly FitOptions s_options = new() { Epochs = 1, Progress = TrainingProgress.Silent };

    public static TheoryData<string> Steps => ["shift", "own"];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Normalized_targets_stay_marked(string step)
    {
        IBatchSource<float> train = s_targets.ApplyToTargets(s_data).Augment(s_shape, Step(step)).Prefetch();
        Assert.Contains("The targets of the training data are normalized, but those of the validation data are not", Refused(() => new FourToOne(1).Fit(train, s_options, s_data)), StringComparison.Ordinal);
        FourToOne network = new(1);
        network.Fit(train, s_options, s_targets.ApplyToTargets(s_data));
        Assert.Equal(network.Evaluate(s_targets.ApplyToTargets(s_data)).Loss, network.Evaluate(s_data).Loss);
    }

    [Fact]
    public void Measured_data_stay_marked()
    {
        FourToOne network = new(1);
        network.Fit(s_data.Augment(s_shape, new RandomShift(1), new RandomRotation(10), new GaussianNoise(0.1)), s_options);
        Assert.Contains("inputs of the data are normalized, but those that FourToOne was trained on are not", Refused(() => network.Evaluate(s_inputs.Apply(s_data))), StringComparison.Ordinal);
        Assert.Contains("inputs of the validation data are normalized, but those of the training data are not", Refused(() => new FourToOne(1).Fit(s_data.Augment(s_shape, new RandomShift(1)), s_options, s_inputs.Apply(s_data))), StringComparison.Ordinal);
    }

    // It may be what normalizes them.
    [Fact]
    public void A_step_of_the_user_may_normalize_the_inputs()
    {
        FourToOne network = new(1);
        network.Fit(s_data.Augment(s_shape, Step("own")), s_options, s_inputs.Apply(s_data));
        Assert.True(double.IsFinite(network.Evaluate(s_inputs.Apply(s_data)).RSquared));
    }

    [Fact]
    public void The_targets_of_a_source_of_the_user_may_be_normalized()
    {
        FourToOne network = new(1);
        network.Fit(s_inputs.Apply(new Own(s_targets.ApplyToTargets(s_data))), s_options, s_inputs.Apply(s_targets.ApplyToTargets(s_data)));
        Assert.True(double.IsFinite(network.Evaluate(s_inputs.Apply(s_targets.ApplyToTargets(s_data))).RSquared));
        Assert.Contains("but those of the validation data are not", Refused(() => new FourToOne(1).Fit(s_inputs.Apply(new Own(s_data)), s_options, s_data)), StringComparison.Ordinal);
    }

    private static IAugmentation Step(string name) => name == "own" ? new Halved() : new RandomShift(1);

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private sealed class Halved : IAugmentation
    {
        public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i] / 2;
            }
        }
    }

    private sealed class Own(IBatchSource<float> source) : IBatchSource<float>
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public IBatchReader<float> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => source.Read(options, cancellationToken);
    }
}
