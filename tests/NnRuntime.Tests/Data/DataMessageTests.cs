using NnGen.Data;
using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>Data that are read or changed without a word although something is wrong with them.</summary>
public sealed class DataMessageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Numbers_for_missing_values_are_compared_as_numbers()
    {
        CsvOptions options = new() { MissingTexts = ["-999"], MissingValues = MissingValues.Mean };
        string path = Write("a,b\n1,-999.0\n-9.99e2,5\n3,7\n");
        Assert.Equal([1, 6, 2, 5, 3, 7], CsvFile.LoadInputs(path, options).Inputs.ToArray());
        Assert.Equal(1, CsvFile.LoadRegression(path, options with { MissingValues = MissingValues.SkipRow }).Count);
        Assert.Contains("line 2, column b: the target is missing ('-999.0')", Refused(() => CsvFile.LoadRegression(path, options)), StringComparison.Ordinal);

        // Categories and classes are texts.
        Assert.Equal(["-999.0", "5"], CsvFile.LoadClassification(Write("a,b\n1,-999.0\n2,-999\n3,5\n"), options with { MissingValues = MissingValues.SkipRow }).ClassNames);
    }

    [Theory]
    [InlineData("?,63,sick")]
    [InlineData("63,NA,sick")]
    [InlineData("63,--,sick")]
    [InlineData("n/a,63,sick")]
    public void A_first_row_with_a_text_for_a_missing_value_is_not_taken_for_names(string first) =>
        Assert.Contains("looks like a sample", Refused(() => CsvFile.LoadClassification(Write($"{first}\n1,2,well\n3,4,sick\n"))), StringComparison.Ordinal);

    [Fact]
    public void Years_beside_a_name_are_names() => Assert.Equal(["id", "2019", "2020"], CsvFile.LoadClassification(Write("id,2019,2020,kind\n1,2,3,a\n")).InputNames);

    [Fact]
    public void A_row_with_another_separator_is_told()
    {
        string path = Write("5,1;3,5;a\n4;3;b\n");
        Assert.Contains("line 2: 1 column, but the first row has 3; complete the row, with empty fields for missing values, or remove it if it does not contain data; or set Separator = ';' if it separates the columns.",
            Refused(() => CsvFile.LoadClassification(path, new() { HasHeader = false, CategoryColumns = ["0", "1"] })), StringComparison.Ordinal);
        Assert.DoesNotContain("Separator", Refused(() => CsvFile.LoadRegression(Write("a,b\n1\n"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_that_come_last_are_told()
    {
        Dataset<int> digits = new(new float[784 * 2], [0, 1], 784);
        Assert.Contains("28×28×1 are 28 channels of 28×1 pixels; channels come first, so pass new ImageShape(1, 28, 28)", Assert.Throws<ArgumentException>(() => digits.Augment(new ImageShape(28, 28, 1), new RandomShift(2))).Message, StringComparison.Ordinal);
        _ = digits.Augment(new ImageShape(1, 28, 28), new RandomShift(2));
        _ = new Dataset<int>(new float[32 * 9], [0], 32 * 9).Augment(new ImageShape(32, 3, 3), new RandomShift(2));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(30)]
    public void A_shift_that_can_remove_the_image_is_told(int pixels) =>
        Assert.Contains($"RandomShift({pixels}) can remove the whole image of 28×30 pixels", Assert.Throws<ArgumentException>(() => new Dataset<int>(new float[840], [0], 840).Augment(new ImageShape(1, 28, 30), new RandomShift(pixels))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_does_not_exist_is_told()
    {
        Assert.Contains($"The folder '{Path.GetFullPath("nope")}' does not exist", Assert.ThrowsAny<IOException>(static () => Mnist.LoadTrain("nope")).Message, StringComparison.Ordinal);
        Assert.Contains("is a file; pass the folder that contains it", Assert.ThrowsAny<IOException>(() => Mnist.LoadTrain(Write("a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_are_whole_numbers_or_floats() =>
        Assert.Contains("targets of the type Double cannot be used by a network; use a Dataset<int> with class numbers, or a Dataset<float> with numbers", Assert.Throws<NotSupportedException>(static () => new Dataset<double>([1], [1], 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_are_called_by_their_names() =>
        Assert.Equal("learningRate", Assert.ThrowsAny<ArgumentException>(static () => new Adam(-1)).ParamName, ignoreCase: true);

    private string Write(string text)
    {
        File.WriteAllText(_path, text);
        return _path;
    }

    private static string Refused(Action load) => Assert.Throws<InvalidDataException>(load).Message;
}
