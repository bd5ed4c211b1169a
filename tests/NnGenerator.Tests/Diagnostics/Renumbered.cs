using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>The assemblies of this run under other versions, in memory: projects of old frameworks without an old framework.</summary>
internal static class Renumbered
{
    // In the rows of both tables the version is four numbers of two bytes (ECMA-335 II.22.2 and II.22.5).
    private const int VersionInDefinition = 4, VersionInReference = 0;

    /// <summary>What an example without a body needs of a framework, and NnRuntime built for it.</summary>
    public static IEnumerable<MetadataReference> Framework(Version version) =>
    [
        Of(typeof(object).Assembly.Location, own: version, references: version),
        Of(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"), own: version, references: version),
        Of(typeof(NnGen.NetworkInfo).Assembly.Location, own: null, references: version),
    ];

    public static MetadataReference Runtime(Version version) => Of(typeof(NnGen.NetworkInfo).Assembly.Location, own: version, references: null);

    private static PortableExecutableReference Of(string path, Version? own, Version? references)
    {
        byte[] image = File.ReadAllBytes(path);
        using var file = new PEReader([.. image]);
        MetadataReader metadata = file.GetMetadataReader();
        Write(TableIndex.Assembly, VersionInDefinition, own);
        Write(TableIndex.AssemblyRef, VersionInReference, references);
        return MetadataReference.CreateFromImage(image);

        void Write(TableIndex table, int offset, Version? version)
        {
            for (int row = 0; version is not null && row < metadata.GetTableRowCount(table); row++)
            {
                Span<byte> bytes = image.AsSpan(file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table) + (row * metadata.GetTableRowSize(table)) + offset);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)version.Major);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)version.Minor);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)version.Build);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], (ushort)version.Revision);
            }
        }
    }
}
