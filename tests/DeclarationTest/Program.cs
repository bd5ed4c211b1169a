using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DeclarationTest;

// DeclarationTest COUNT [SEED [GROUP]]: so many random declarations, in groups of a kind, each group built by `dotnet build` as a project outside of this
// repository. Each declaration gives the network that it declares (compared through Info), an error on what is wrong, or a warning on the
// attribute that is ignored; and nothing else. With GROUP, a part of a name, only the groups of that name are built.
if (args.Length is 0 or > 3 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
{
    Console.Error.WriteLine("usage: DeclarationTest COUNT [SEED [GROUP]]");
    return 2;
}
int seed = args.Length >= 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
string root = Directory.CreateTempSubdirectory("nngen-declarations-").FullName;
int failed = 0, declarations = 0;
try
{
    (Group Group, int Number)[] groups = [.. new Groups(new Random(seed)).All(count).Select(static (group, number) => (group, number))
        .Where(one => args.Length < 3 || one.group.Name.Contains(args[2], StringComparison.OrdinalIgnoreCase))];
    // A build waits most of its time, and each has a folder of its own.
    Parallel.ForEach(Partitioner.Create(groups, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, one =>
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<string> failures = new Project(one.Group, Path.Combine(root, $"group{one.Number}")).Check();
        lock (groups)
        {
            declarations += one.Group.Declarations.Count;
            failed += failures.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Group.Name}: {one.Group.Declarations.Count} declarations, {failures.Count} failures, {watch.Elapsed.TotalSeconds:F0} s"));
            foreach (string failure in failures)
            {
                Console.WriteLine(failure);
            }
        }
    });
}
finally
{
    Directory.Delete(root, recursive: true);
}
Console.WriteLine($"seed {seed}: {declarations} declarations, {failed} failures");
return failed == 0 ? 0 : 1;
