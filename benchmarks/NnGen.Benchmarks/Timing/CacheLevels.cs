using System.Globalization;

namespace NnGen.Benchmarks.Timing;

/// <summary>The sizes of the data caches, as Linux lists them; elsewhere, those of most processors.</summary>
internal static class CacheLevels
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    private static readonly (string Name, long Bytes)[] s_levels = Read();

    /// <summary>The smallest level that holds so many bytes, such as "L2", or "memory".</summary>
    public static string Name(long bytes) => s_levels.FirstOrDefault(level => bytes <= level.Bytes, ("memory", 0)).Name;

    /// <summary>All levels with their sizes.</summary>
    public static string Describe() => string.Join(", ", s_levels.Select(static level => $"{level.Name} {level.Bytes >> 10:N0} KB"));

    private static (string Name, long Bytes)[] Read()
    {
        if (!Directory.Exists(Folder))
        {
            return [("L1", 32 << 10), ("L2", 1 << 20), ("L3", 32 << 20)];
        }
        return [.. Directory.GetDirectories(Folder, "index*")
            .Where(static cache => Text(cache, "type") != "Instruction")
            .Select(static cache => ($"L{Text(cache, "level")}", long.Parse(Text(cache, "size").TrimEnd('K'), CultureInfo.InvariantCulture) << 10))
            .OrderBy(static level => level.Item2)];
    }

    private static string Text(string cache, string file) => File.ReadAllText(Path.Combine(cache, file)).Trim();
}
