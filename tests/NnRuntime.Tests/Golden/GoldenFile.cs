using System.Globalization;

namespace NnGen.Tests.Golden;

/// <summary>A file of golden numbers: lines of a name and its numbers, separated by spaces; # begins a comment.</summary>
internal static class GoldenFile
{
    public static IReadOnlyDictionary<string, double[]> Read(string name)
    {
        var values = new Dictionary<string, double[]>();
        foreach (string line in File.ReadLines(Path.Combine(Folder(), name)))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                string[] parts = line.Split(' ');
                values.Add(parts[0], Array.ConvertAll(parts[1..], static part => double.Parse(part, CultureInfo.InvariantCulture)));
            }
        }
        return values;
    }

    // The tests run somewhere below the repository; source paths in the assembly are no help in builds that map them.
    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string golden = Path.Combine(folder.FullName, "tests", "NnRuntime.Tests", "Golden");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds tests/NnRuntime.Tests/Golden; run the tests inside the repository.");
    }
}
