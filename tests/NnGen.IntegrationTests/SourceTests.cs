using System.Globalization;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Fit over sources of batches.</summary>
public sealed class SourceTests : IDisposable
{
    private static readonly Dataset<int> s_train = ThreadData.Classes(420, 1), s_validation = ThreadData.Classes(40, 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public void A_dataset_as_a_source_gives_the_bits_of_the_dataset(bool shuffle, int threads)
    {
        FitOptions Options() => new()
        {
            Epochs = 3,
            BatchSize = 200,
            Seed = 3,
            Threads = threads,
            Shuffle = shuffle,
            ClassWeights = [1, 2, 1, 1, 3, 1, 1],
            SampleWeights = Enumerable.Range(0, 420).Select(static i => i % 5 / 4f).ToArray(),
        };
        ShardedClassifier expected = new(1), actual = new(1);
        TrainingHistory history = expected.Fit(s_train, Options(), s_validation), other = actual.Fit((IBatchSource<int>)s_train, Options(), s_validation);
        Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)), other.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)));
    }

    [Fact]
    public void Augmented_data_give_the_same_bits_for_any_number_of_threads()
    {
        float[] Train(int threads)
        {
            ShardedClassifier network = new(1);
            network.Fit(s_train.Augment(new ImageShape(1, 10, 20), new RandomShift(1), new GaussianNoise(0.1)), new FitOptions { Epochs = 2, BatchSize = 210, Threads = threads });
            return network.Parameters.ToArray();
        }

        Assert.Equal(Train(1), Train(2));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public void A_stream_goes_on_from_a_checkpoint_with_the_same_bits(int stopAt)
    {
        FitOptions options = new() { Epochs = 3, BatchSize = 100, Seed = 2 };
        IBatchSource<int> stream = CsvFile.StreamClassification(Write(s_train), new CsvOptions { ShuffleWindow = 150 });
        ShardedClassifier expected = new(1), actual = new(1);
        expected.Fit(stream, options, s_validation);

        FitOptions resumed = options with { Checkpoint = new Checkpoint(Path.Combine(_folder, "run.ckpt")) { Resume = true } };
        using CancellationTokenSource stop = new();
        int steps = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => actual.Fit(stream, resumed with { CancellationToken = stop.Token, OnStep = _ => Cancel(++steps == stopAt, stop) }, s_validation));
        actual = new ShardedClassifier(9);
        actual.Fit(stream, resumed, s_validation);
        Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());

        IBatchSource<int> other = CsvFile.StreamClassification(Write(s_train), new CsvOptions { ShuffleWindow = 151 });
        Assert.Contains("window 150", Assert.Throws<InvalidDataException>(() => actual.Fit(other, resumed, s_validation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_row_ends_the_training_behind_the_steps_before_it()
    {
        string path = Write(s_train);
        ShardedClassifier expected = new(1), actual = new(1);
        expected.Fit(s_train.Subset([.. Enumerable.Range(0, 300)]), new FitOptions { Epochs = 1, BatchSize = 100, Shuffle = false });

        string[] lines = File.ReadAllLines(path);
        lines[351] = "what" + lines[351][lines[351].IndexOf(',', StringComparison.Ordinal)..];
        File.WriteAllLines(path, lines);
        IBatchSource<int> stream = CsvFile.StreamClassification(path, new CsvOptions { ShuffleWindow = 1 });
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => actual.Fit(stream, new FitOptions { Epochs = 1, BatchSize = 100 }));
        Assert.Contains("line 352, column x0: 'what'", error.Message, StringComparison.Ordinal);
        Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());
    }

    [Fact]
    public void A_file_that_is_written_again_ends_the_training()
    {
        string path = Write(s_train), text = File.ReadAllText(path);
        IBatchSource<int> stream = CsvFile.StreamClassification(path);
        int steps = 0, ofAnEpoch = (s_train.Count + 99) / 100;
        void Rewrite()
        {
            if (++steps == 1)
            {
                File.WriteAllText(path, text);
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
            }
        }
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new ShardedClassifier(1).Fit(stream, new FitOptions { Epochs = 3, BatchSize = 100, OnStep = _ => Rewrite() }));
        Assert.Contains($"{path} has changed since it was opened", error.Message, StringComparison.Ordinal);
        Assert.InRange(steps, 1, ofAnEpoch);
    }

    [Fact]
    public void A_training_that_diverges_keeps_the_last_good_step()
    {
        float[] inputs = s_train.Inputs.ToArray();
        inputs[(333 * 200) + 5] = float.NaN;
        Dataset<int> data = new(inputs, s_train.Targets.ToArray(), 200);
        ShardedClassifier network = new(1), expected = new(1);
        List<float[]> after = [];
        FitOptions options = new() { Epochs = 1, BatchSize = 50, OnStep = _ => after.Add(network.Parameters.ToArray()) };
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit((IBatchSource<int>)data, options));
        Assert.Contains("sample 333", error.Message, StringComparison.Ordinal);

        TrainingDivergedException other = Assert.Throws<TrainingDivergedException>(() => expected.Fit(data, options with { OnStep = null }));
        Assert.Equal(other.Message, error.Message);
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.True(after.Count > 1);
    }

    // Half the way back there are parameters of a step that the file would not name.
    [Fact]
    public void A_training_cancelled_on_its_way_back_writes_no_checkpoint()
    {
        float[] inputs = s_train.Inputs.ToArray();
        inputs[^1] = float.PositiveInfinity;
        using CancellationTokenSource stop = new();
        CancelledWhenReadAgain source = new(new Dataset<int>(inputs, s_train.Targets.ToArray(), s_train.InputLength), stop);
        Checkpoint checkpoint = new(Path.Combine(_folder, "run.ckpt"));
        FitOptions options = new() { Epochs = 1, BatchSize = 100, Shuffle = false, Checkpoint = checkpoint, CancellationToken = stop.Token };
        Assert.Throws<OperationCanceledException>(() => new ShardedClassifier(1).Fit(source, options));
        Assert.Equal(3, source.Reads);   // for the checkpoint, for the epoch, and on the way back
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ShardedClassifier network = new(1);
        Assert.Contains("takes 200 and 1", Assert.Throws<ArgumentException>(() => network.Fit((IBatchSource<int>)new Dataset<int>([1], [0], 1))).Message, StringComparison.Ordinal);
        Assert.Contains("The dataset has no samples", Assert.Throws<ArgumentException>(() => network.Fit((IBatchSource<int>)new Dataset<int>([], [], 200))).Message, StringComparison.Ordinal);
        Assert.Contains("declared 421 samples", Assert.Throws<InvalidOperationException>(() => network.Fit(new OneMore(s_train))).Message, StringComparison.Ordinal);
    }

    private static void Cancel(bool now, CancellationTokenSource stop)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private string Write(Dataset<int> data)
    {
        string path = Path.Combine(_folder, "data.csv");
        using StreamWriter writer = new(path);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, data.InputLength).Select(static i => $"x{i}")) + ",class");
        for (int i = 0; i < data.Count; i++)
        {
            writer.WriteLine(string.Join(',', data.Input(i).ToArray().Select(static x => x.ToString(CultureInfo.InvariantCulture))) + $",{data.Target(i)[0]}");
        }
        return path;
    }

    private sealed class OneMore(IBatchSource<int> source) : IBatchSource<int>
    {
        public long Count => source.Count + 1;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => source.Read(options, cancellationToken);
    }

    private sealed class CancelledWhenReadAgain(IBatchSource<int> source, CancellationTokenSource stop) : IBatchSource<int>
    {
        public int Reads { get; private set; }

        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default)
        {
            if (++Reads == 3)
            {
                stop.Cancel();
            }
            return source.Read(options, cancellationToken);
        }
    }
}
