using System.Diagnostics;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Sources of the user that contradict themselves, or ignore a cancellation; and steps without a scale.</summary>
public class SourceContractTests
{
    private static readonly Dataset<int> s_data = new([.. Enumerable.Range(0, 80).Select(static i => i % 7 / 7f)], [.. Enumerable.Range(0, 20).Select(static i => i % 3)], 4);

    public static TheoryData<string, string> Contradictions => new()
    {
        { "inputs", "gave a batch of 8 samples with 31 inputs, 8 targets and 8 sample numbers" },
        { "more inputs", "gave a batch of 8 samples with 33 inputs, 8 targets and 8 sample numbers" },
        { "targets", "gave a batch of 8 samples with 32 inputs, 7 targets and 8 sample numbers" },
        { "numbers", "gave a batch of 8 samples with 32 inputs, 8 targets and 7 sample numbers" },
        { "beyond", "gave a sample the number 20, but it declares 20 samples; number them from 0 to 19." },
        { "negative", "gave a sample the number -1" },
        { "nothing", "gave a batch of 0 samples" },
        { "more", "declared 20 samples, but has more" },
        { "fewer", "declared 20 samples, with 8 in every batch but the last" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_batch_that_contradicts_its_source_ends_the_training(string what, string message)
    {
        foreach (Func<IBatchSource<int>, IBatchSource<int>> wrapped in new Func<IBatchSource<int>, IBatchSource<int>>[]
        {
            static source => source, static source => source.Prefetch(), static source => source.Augment(new ImageShape(1, 2, 2), new RandomShift(1)),
        })
        {
            IBatchSource<int> source = wrapped(new Contradicting(what));
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => new FourToThree(1).Fit(source, new FitOptions { Epochs = 1, BatchSize = 8, SampleWeights = new float[20].Select(static _ => 1f).ToArray() })).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_negative_count_is_told() =>
        Assert.Contains("declares -1 samples", Assert.Throws<ArgumentException>(static () => new FourToThree(1).Fit(new Contradicting("count"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_statistics_of_a_normalization_check_the_batches_too() =>
        Assert.Contains("4095 inputs", Assert.Throws<InvalidOperationException>(static () => Normalization.StandardScore(new Contradicting("inputs"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_source_that_ignores_its_token_does_not_hold_a_cancelled_training()
    {
        using ManualResetEventSlim release = new();
        using CancellationTokenSource stop = new();
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            Assert.ThrowsAny<OperationCanceledException>(() => new FourToThree(1).Fit(new Deaf(release), new FitOptions { Epochs = 1, BatchSize = 8, CancellationToken = stop.Token, OnStep = _ => stop.Cancel() }));
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public void A_step_without_a_scale_is_told()
    {
        float[] gradients = new float[FourToThree.ParameterCount];
        FourToThree network = new(1);
        Workspace workspace = FourToThree.CreateWorkspace(4);
        string message = Assert.Throws<InvalidOperationException>(() => network.Backward(s_data.Inputs[..16], s_data.Targets[..4], default, gradients, workspace, default)).Message;
        Assert.Contains("The Scale of this TrainingStep was not set", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => network.Backward(s_data.Inputs[..16], s_data.Targets[..4], default, gradients, workspace, new TrainingStep { Seed = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingStep(1, 2, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingStep(1, 2, 3, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingStep(1, 2, 3, 1) with { Scale = -0f });
        Assert.Equal("TrainingStep { Seed = 1, Step = 2, FirstSample = 3, Scale = 0.5 }", new TrainingStep(1, 2, 3, 0.5f).ToString());
        Assert.Equal("TrainingStep { Seed = 0, Step = 0, FirstSample = 0, Scale = 0 }", default(TrainingStep).ToString());
    }

    // All of a batch, not of the data.
    [Fact]
    public void A_batch_without_weight_changes_nothing()
    {
        float[] weights = [.. Enumerable.Range(0, 20).Select(static i => i < 8 ? 0f : 1f)];
        FourToThree network = new(1);
        List<float[]> after = [];
        network.Fit(s_data, new FitOptions { Epochs = 1, BatchSize = 8, Shuffle = false, SampleWeights = weights, Optimizer = new NnGen.Optimizers.Sgd(0.1), OnStep = _ => after.Add(network.Parameters.ToArray()) });
        Assert.Equal(new FourToThree(1).Parameters.ToArray(), after[0]);
        Assert.NotEqual(after[0], after[1]);
    }

    [Fact]
    public void Weights_of_all_data_for_a_part_say_how_to_select_them()
    {
        float[] weights = [.. Enumerable.Range(0, 20).Select(static _ => 1f)];
        (Dataset<int> train, _) = s_data.Split(0.5, 1);
        string message = Assert.Throws<ArgumentException>(() => new FourToThree(1).Fit(train, new FitOptions { SampleWeights = weights })).Message;
        Assert.Contains("There are 20 SampleWeights, but 10 training samples; the data are a part of 20 samples: pass SampleWeights = train.Gather(weights)", message, StringComparison.Ordinal);
        Assert.Single(new FourToThree(1).Fit(train, new FitOptions { Epochs = 1, SampleWeights = train.Gather(weights), Progress = TrainingProgress.Silent }).Epochs);
        Assert.Contains("but 10 training samples; pass one for each", Assert.Throws<ArgumentException>(() => new FourToThree(1).Fit(train, new FitOptions { SampleWeights = weights.AsMemory(0, 7) })).Message, StringComparison.Ordinal);

        Dataset<int> two = new(new float[8], [0, 1, 0, 1], 2);
        (Dataset<int> half, _) = two.Split(0.5, 1);
        Assert.Contains("train.Gather(weights)", Assert.Throws<ArgumentException>(() => new Xor(1).Fit(half, new FitOptions { ClassWeights = [1, 2], SampleWeights = new float[4] })).Message, StringComparison.Ordinal);
    }

    // Waits at its second batch, regardless of the token.
    private sealed class Deaf(ManualResetEventSlim release) : IBatchSource<int>
    {
        public long Count => 20;

        public int InputLength => 4;

        public int TargetLength => 1;

        public IReadOnlyList<string> ClassNames => [];

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => new Reader(s_data.Read(options, CancellationToken.None), release);

        private sealed class Reader(IBatchReader<int> reader, ManualResetEventSlim release) : IBatchReader<int>
        {
            private int _batches;

            public Batch<int> Current => reader.Current;

            public ReadOnlySpan<long> Samples => reader.Samples;

            public bool MoveNext()
            {
                if (++_batches == 2)
                {
                    release.Wait(TimeSpan.FromSeconds(30));
                }
                return reader.MoveNext();
            }

            public void Dispose() => reader.Dispose();
        }
    }

    private sealed class Contradicting(string what) : IBatchSource<int>
    {
        public long Count => what == "count" ? -1 : 20;

        public int InputLength => 4;

        public int TargetLength => 1;

        public IReadOnlyList<string> ClassNames => [];

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => new Reader(what, options.BatchSize);

        public override string ToString() => "contradicting";

        private sealed class Reader(string what, int size) : IBatchReader<int>
        {
            private readonly float[] _inputs = new float[(4 * size) + 1];
            private readonly int[] _targets = new int[size];
            private int _batch;

            private int Size => what == "nothing" && _batch == 2 ? 0 : _batch < 3 ? size : what == "fewer" ? 3 : 4;

            public Batch<int> Current => new(_inputs.AsSpan(0, (4 * Size) + (what == "inputs" ? -1 : what == "more inputs" ? 1 : 0)), _targets.AsSpan(0, Size - (what == "targets" ? 1 : 0)), Size);

            public ReadOnlySpan<long> Samples
            {
                get
                {
                    long[] numbers = new long[what == "numbers" ? Size - 1 : Size];
                    if (numbers.Length > 0)
                    {
                        numbers[0] = what == "beyond" ? 20 : what == "negative" ? -1 : 0;
                    }
                    return numbers;
                }
            }

            public bool MoveNext() => ++_batch <= (what == "more" ? 4 : 3);

            public void Dispose()
            {
            }
        }
    }
}
