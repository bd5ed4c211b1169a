using System.IO.Compression;
using System.Xml.Linq;

namespace PackageTests;

/// <summary>The content of a package or of its symbols.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, byte[]> _files;
    private readonly XElement _metadata;

    private Package(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        Entries = [.. archive.Entries.Select(static entry => (entry.FullName, entry.LastWriteTime.DateTime))];
        _files = archive.Entries.ToDictionary(static entry => entry.FullName, Read);
        using MemoryStream nuspec = new(_files.Single(static file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>Gets the names of all parts, in their order, with their times.</summary>
    public IReadOnlyList<(string Name, DateTime Time)> Entries { get; }

    /// <summary>Gets the files, without the parts that every package has.</summary>
    public IEnumerable<string> Files => _files.Keys
        .Where(static name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.EndsWith(".psmdcp", StringComparison.Ordinal) && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Gets the packages that a package depends on, with their versions and the assets that are used.</summary>
    public IEnumerable<(string Id, string Version, string Assets)> Dependencies => _metadata.Descendants(Schema + "dependency")
        .Select(static item => (item.Attribute("id")!.Value, item.Attribute("version")!.Value, item.Attribute("include")?.Value ?? $"without {item.Attribute("exclude")?.Value}"));

    /// <summary>Gets the bytes of a file.</summary>
    public byte[] this[string file] => _files[file];

    /// <summary>Reads a package of a feed: "nupkg" or "snupkg".</summary>
    public static Package Open(Feed feed, string id, string extension) => new(Path.Combine(feed.Folder, $"{id}.{Feed.Version}.{extension}"));

    /// <summary>Gets an element of the metadata, or null.</summary>
    public XElement? Metadata(string name) => _metadata.Element(Schema + name);

    // The version of the schema depends on the elements that a package uses.
    private XNamespace Schema => _metadata.Name.Namespace;

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
