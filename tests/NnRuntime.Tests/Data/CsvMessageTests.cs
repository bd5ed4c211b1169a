using System.Text;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Files that look nearly right: names that are nearly the same, and messages that lead to the cause.</summary>
public sealed class CsvMessageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1,\n2,b\n", "line 2, column y: the class is missing; complete")]
    [InlineData("1,  \n2,b\n", "line 2, column y: the class is missing ('  '); complete")]
    [InlineData("1,b\n2,b \n", "the classes 'b' and 'b ' differ only in spaces; set TrimSpaces")]
    [InlineData("1,1\n2,1.0\n", "the classes '1' and '1.0' are the same number; write it in one way")]
    [InlineData("1,-3.00\n2,-3\n", "the classes '-3.00' and '-3' are the same number")]
    public void Classes_that_are_nearly_the_same_are_told(string rows, string message)
    {
        string path = Write("x,y\n" + rows);
        Assert.Contains(message, Refused(() => CsvFile.LoadClassification(path)), StringComparison.Ordinal);
        Assert.Contains(message, Refused(() => CsvFile.StreamClassification(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1", "1.10")]
    [InlineData("1", "01")]
    [InlineData("a.0", "a")]
    [InlineData("1", "1.5")]
    public void Other_names_differ(string a, string b) => Assert.Equal(2, CsvFile.LoadClassification(Write($"x,y\n1,{a}\n2,{b}\n")).ClassNames.Count);

    [Fact]
    public void Categories_that_are_nearly_the_same_are_told()
    {
        string path = Write("x,y\nred,1\nred ,2\n");
        CsvOptions options = new() { CategoryColumns = ["x"] };
        Assert.Contains("column x: the categories 'red' and 'red ' differ only in spaces; set TrimSpaces", Refused(() => CsvFile.LoadRegression(path, options)), StringComparison.Ordinal);
        Assert.Equal(["x=red"], CsvFile.LoadRegression(path, options with { TrimSpaces = true }).Schema.InputNames);
        Assert.Contains("'red' and 'red ' differ only in spaces", Assert.Throws<ArgumentException>(() => new OneHotEncoding(CsvFile.ReadColumn(path, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("The classes 'a' and ' a' differ only in spaces", Assert.Throws<ArgumentException>(static () => Dataset.Classification(["a", " a"], static _ => [1f], static name => name)).Message, StringComparison.Ordinal);

        // Not zeros, as of an unknown category.
        OneHotEncoding known = new(["red"]) { AllowUnknown = true };
        Assert.Contains("line 3, column x: 'red ' differs from the category 'red' only in spaces; set TrimSpaces", Refused(() => CsvFile.LoadRegression(path, new() { Encodings = new Dictionary<string, OneHotEncoding> { ["x"] = known } })), StringComparison.Ordinal);
        Dataset<int> train = CsvFile.LoadClassification(Write("x,y\n1,a\n2,b\n"));
        Assert.Contains("'b ' is not among the 2 classes of the data of Like, a, b; set TrimSpaces", Refused(() => CsvFile.LoadClassification(Write("x,y\n1,b \n"), new() { Like = train })), StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_are_not_seen_are_told()
    {
        string path = Write("x,y\n1\0\0,2\n");
        Assert.Contains("column x: '1\\0\\0' is not a finite number, since it contains NUL characters", Refused(() => CsvFile.LoadRegression(path)), StringComparison.Ordinal);
        Assert.Contains("line 1: the line begins with a byte order mark, as where files were joined", Refused(() => CsvFile.LoadRegression(Write("\uFEFF\uFEFFx,y\n1,2\n"))), StringComparison.Ordinal);
        Assert.Contains("line 3: the line begins with a byte order mark", Refused(() => CsvFile.LoadRegression(Write("\uFEFFx,y\na,2\n\uFEFFa,2\n"), new() { CategoryColumns = ["x"] })), StringComparison.Ordinal);
        Assert.Equal(["x"], CsvFile.LoadRegression(Write("\uFEFFx,y\n1,2\n")).InputNames);
    }

    [Fact]
    public void Columns_without_names_are_not_shifted()
    {
        Dataset<int> train = CsvFile.LoadClassification(Write("1.5,2.5,a\n3.5,4.5,b\n"), new() { HasHeader = false });
        string more = Write("0,1.5,2.5,a\n1,3.5,4.5,b\n");
        string message = Refused(() => CsvFile.LoadInputs(more, new() { HasHeader = false, Like = train }));
        Assert.Contains("has 4 columns, of which the data of Like do not have 2, 3: files without a header are matched by the numbers of their columns", message, StringComparison.Ordinal);
        Assert.Contains("Name the columns of both files in ColumnNames", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_numbers_of_pandas_are_left_out_by_number()
    {
        string path = Write(",a,y\n0,1.5,2\n1,2.5,3\n");
        string message = Refused(() => CsvFile.LoadRegression(path));
        Assert.Contains("column 0 has no name in the header, like the row numbers that pandas writes. Leave it out with IgnoreColumns = [\"0\"].", message, StringComparison.Ordinal);
        Assert.Equal(1, CsvFile.LoadRegression(path, new() { IgnoreColumns = ["0"] }).InputLength);
        Dataset<float> train = CsvFile.LoadRegression(Write("a,y\n1.5,2\n"));
        Assert.Contains("do not have: 0 (without a name); leave them out with IgnoreColumns", Refused(() => CsvFile.LoadRegression(path, new() { Like = train })), StringComparison.Ordinal);
        Assert.Contains("HasHeader = false, SkipLines = 1", Refused(() => CsvFile.LoadRegression(Write("a,,y\n1,2,3\n"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_separator_is_named()
    {
        string path = Write("a;b;y\n1.5;2;3\n"), spaces = Write("a b y\n1.5 2 3\n"), bare = Write("1.5;2;3\n4;5;6\n");
        CsvOptions comma = new() { Separator = ',' };
        const string Advice = "the whole line 'a;b;y' is one column with the separator ','; set Separator = ';'";
        foreach (Func<object> read in (Func<object>[])[() => CsvFile.LoadRegression(path, comma), () => CsvFile.LoadClassification(path, comma), () => CsvFile.LoadRegression(path, comma with { TargetColumns = ["y"], IgnoreColumns = ["b"] }),
            () => CsvFile.LoadInputs(path, comma with { Like = CsvFile.LoadInputs(path) })])
        {
            Assert.Contains(Advice, Refused(read), StringComparison.Ordinal);
        }
        Assert.Contains(Advice, Assert.Throws<ArgumentException>(() => CsvFile.LoadInputs(path, comma with { IgnoreColumns = ["y"] })).Message, StringComparison.Ordinal);
        Assert.Contains("set SeparatedByWhitespace = true", Refused(() => CsvFile.LoadRegression(spaces)), StringComparison.Ordinal);
        Assert.Contains("line 1, column 0: the whole line '1.5;2;3' is one column", Refused(() => CsvFile.LoadInputs(bare, comma with { HasHeader = false })), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_and_targets_get_advice_of_their_own()
    {
        Assert.Contains("line 3: 1 column, but the header has 2; complete the row, with empty fields for missing values, or remove it", Refused(() => CsvFile.LoadRegression(Write("x,y\n1,2\nend\n"))), StringComparison.Ordinal);
        Assert.Contains("line 2: 3 columns, but the header has 2; quote values", Refused(() => CsvFile.LoadRegression(Write("x,y\n1,2,3\n"))), StringComparison.Ordinal);
        string words = Write("x,y\n1,red\n");
        Assert.Contains("'red' is not a finite number; if the target is a class, read the file with LoadClassification or StreamClassification; otherwise name the column of the target in TargetColumns.", Refused(() => CsvFile.LoadRegression(words)), StringComparison.Ordinal);
        Assert.Contains("name a column of categories in CategoryColumns", Refused(() => CsvFile.LoadRegression(words, new() { TargetColumns = ["x"] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_named_with_their_full_path()
    {
        string path = Path.Combine("no", "such.csv"), full = Path.GetFullPath(path);
        foreach (Func<object?> read in (Func<object?>[])[() => CsvFile.LoadRegression(path), () => CsvFile.LoadInputs(path), () => CsvFile.StreamClassification(path), () => CsvFile.ReadColumn(path, "x").ToArray(), () => Preprocessing.Load(path), () => IdxFile.Read(path)])
        {
            FileNotFoundException exception = Assert.Throws<FileNotFoundException>(() => { read(); });
            Assert.Contains($"{path} does not exist; its full path is {full}. Check the path and the current folder", exception.Message, StringComparison.Ordinal);
            Assert.Equal(full, exception.FileName);
        }
        Assert.Contains("such.csv does not exist. Check the path.", Assert.Throws<FileNotFoundException>(() => CsvFile.LoadRegression(Path.Combine(_folder, "such.csv"))).Message, StringComparison.Ordinal);
    }

    private static string Refused(Func<object> read) => Assert.Throws<InvalidDataException>(() => { read(); }).Message;

    private string Write(string text)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
