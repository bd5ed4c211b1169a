using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Messages of Fit, Evaluate and Predict that lead to the fix.</summary>
public sealed class FitMessageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.checkpoint");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + ".previous");
    }

    [Fact]
    public void A_wrong_number_of_inputs_names_them_and_the_fix()
    {
        Dataset<int> data = new([1, 2, 3], [0], 3) { InputNames = ["height", "weight", "age"] };
        string message = Assert.Throws<ArgumentException>(() => new FourToThree(1).Fit(data)).Message;
        Assert.Contains("The dataset has 3 inputs (height, weight, age) and 1 target per sample, but FourToThree takes 4 and 1; pass the inputs that it takes, or declare it with [Network(3)].", message, StringComparison.Ordinal);
        Assert.Contains("(height, weight, age)", Assert.Throws<ArgumentException>(() => new FourToThree(1).Predict(data)).Message, StringComparison.Ordinal);
        Assert.Contains("declare it with [Network(3)]", Assert.Throws<ArgumentException>(() => new FourToThree(1).Evaluate(data)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 4 and 1; give its last layer 2 outputs", Assert.Throws<ArgumentException>(static () => new FourToOne(1).Fit(new Dataset<float>([1, 2, 3, 4], [0, 0], 4, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_is_not_finite_is_named() =>
        Assert.Contains("Sample 1, target 0: NaN is not a finite number", Assert.Throws<ArgumentException>(static () => new FourToOne(1).Evaluate(new Dataset<float>(new float[8], [1, float.NaN], 4))).Message, StringComparison.Ordinal);

    [Fact]
    public void Fewer_epochs_than_a_checkpoint_has_are_told()
    {
        Dataset<int> data = new(new float[16], [0, 1, 2, 0], 4);
        new FourToThree(1).Fit(data, new FitOptions { Epochs = 4, Checkpoint = new Checkpoint(_path) });
        string message = Assert.Throws<InvalidDataException>(() => new FourToThree(1).Fit(data, new FitOptions { Epochs = 2, Checkpoint = new Checkpoint(_path) { Resume = true } })).Message;
        Assert.Contains("epochs: 4 are completed in the file, but only 2 are requested here. Set Epochs to at least 4 to continue that run, or Resume to false to start a new one.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("another run", message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_batches_than_can_be_counted_are_told() =>
        Assert.Contains("An epoch of 5000000000 samples has 5000000000 batches of 1, but at most 2147483647 are possible; raise BatchSize", Assert.Throws<ArgumentException>(static () => new FourToThree(1).Fit(new Huge(5_000_000_000), new FitOptions { BatchSize = 1 })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_batch_of_a_source_is_counted_from_0() =>
        Assert.Contains("but its batch 0 (counted from 0) has a different length", Assert.Throws<InvalidOperationException>(static () => new FourToThree(1).Fit(new Huge(10), new FitOptions { BatchSize = 2 })).Message, StringComparison.Ordinal);

    // Declares samples, and has none.
    private sealed class Huge(long count) : IBatchSource<int>, IBatchReader<int>
    {
        public long Count => count;

        public int InputLength => 4;

        public int TargetLength => 1;

        public DataSchema Schema => DataSchema.Empty;

        public IReadOnlyList<string> ClassNames => [];

        public Batch<int> Current => default;

        public ReadOnlySpan<long> Samples => default;

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => this;

        public bool MoveNext() => false;

        public void Dispose()
        {
        }
    }
}
