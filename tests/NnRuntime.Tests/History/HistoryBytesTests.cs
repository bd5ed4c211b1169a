using NnGen.Training;

namespace NnGen.Tests;

/// <summary>The history in a checkpoint.</summary>
public class HistoryBytesTests
{
    [Fact]
    public void Epochs_come_back_with_all_bits_and_few_bytes()
    {
        Random random = new(1);
        List<TrainingEpoch> epochs = [];
        for (int i = 0; i < 1000; i++)
        {
            epochs.Add(new TrainingEpoch { Loss = i == 7 ? float.NaN : random.NextSingle(), Accuracy = i % 2 == 0 ? null : random.NextDouble(), ValidationLoss = i % 3 == 0 ? null : i == 8 ? float.PositiveInfinity : random.NextSingle(), ValidationAccuracy = i % 5 == 0 ? null : random.NextDouble(), LearningRate = random.NextSingle(), Duration = new TimeSpan(random.NextInt64(1L << 40)), Number = i + 1 });
        }
        string text = HistoryBytes.Write(epochs);
        Assert.Equal(epochs, HistoryBytes.Read(text));
        Assert.True(text.Length <= 50 * epochs.Count);
        Assert.Empty(HistoryBytes.Read(HistoryBytes.Write([])));
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("no base64")]   // letters of base64, but not of whole epochs
    [InlineData("%")]
    [InlineData("/////////////////////////////////////////////////w==")]
    public void What_is_damaged_is_a_format_exception(string text) => Assert.Throws<FormatException>(() => HistoryBytes.Read(text));
}
