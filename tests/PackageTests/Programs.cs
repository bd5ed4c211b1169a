namespace PackageTests;

/// <summary>Programs that consumers write.</summary>
internal static class Programs
{
    /// <summary>Gets the first program of the README, which the README of the package repeats.</summary>
    public static string First { get; } = FirstOf("README.md");

    /// <summary>Gets the first program of a page of the repository.</summary>
    public static string FirstOf(string page) => File.ReadAllText(Path.Combine(Feed.Root, page)).Split("```csharp\n")[1].Split("```")[0];

    /// <summary>Gets what it prints.</summary>
    public static string[] FirstLines { get; } = ["0 xor 0 = 0 (", "0 xor 1 = 1 (", "1 xor 0 = 1 (", "1 xor 1 = 0 ("];

    /// <summary>A class library with a network and a method that calls it.</summary>
    public const string Library = """
        using NnGen;

        namespace Shapes;

        [Network(2)]
        [Dense(4), Tanh]
        [Dense(1), Sigmoid]
        public sealed partial class Judge;

        public static class Verdict
        {
            public static float Of(float a, float b)
            {
                var net = new Judge(seed: 1);
                Span<float> output = stackalloc float[1];
                net.Forward([a, b], output);
                return output[0];
            }
        }
        """;

    /// <summary>Reads a table before the program begins.</summary>
    public const string Table = """
        using System.Runtime.CompilerServices;
        using NnGen.Data;

        internal static class Table
        {
            [ModuleInitializer]
            internal static void Read()
            {
                string path = Path.GetTempFileName();
                File.WriteAllText(path, "size,kind\n1.5,small\n30,\"very \"\"large\"\"\"\n");
                Dataset<int> data = CsvFile.LoadClassification(path);
                File.Delete(path);
                Console.WriteLine($"{data.Count} rows, {string.Join(" and ", data.ClassNames)}");
            }
        }
        """;

    /// <summary>What it prints.</summary>
    public const string TableLine = "2 rows, small and very \"large\"";

    /// <summary>A network whose shape is wrong.</summary>
    public const string Wrong = """
        using NnGen;

        Console.WriteLine(new Net().Parameters.Length);

        [Network(1, 28, 28)]
        [Dense(10), Softmax]
        public sealed partial class Net;
        """;

    public const string WrongMessage = "NNG108";
}
