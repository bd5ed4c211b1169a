using System.Globalization;
using System.Runtime.InteropServices;
using NnGen.Files;

namespace NnGen.Data;

/// <summary>Represents data that describe themselves precisely enough for a checkpoint to recognize them.</summary>
internal interface IFingerprintedData
{
    /// <summary>Returns a text that distinguishes the data from others: a checksum of the values or of their file, and every option that affects what is
    /// read.</summary>
    /// <param name="cancellationToken">Cancels reading.</param>
    string Fingerprint(CancellationToken cancellationToken);
}

/// <summary>Describes data so that a checkpoint recognizes them.</summary>
internal static class DataFingerprint
{
    // Longer lists are shortened, since a checkpoint contains the text, and are compared by a checksum.
    private const int MaxLength = 2000;

    // Number of samples that are compared for a user-defined source, whose content is not known otherwise.
    private const int Samples = 256;

    // Number of pages of the inputs that are compared: enough to distinguish datasets, and negligible next to one epoch.
    private const int Pages = 1024, PageLength = 1024;

    /// <summary>Returns a text that distinguishes a dataset from others.</summary>
    public static string Of<TTarget>(Dataset<TTarget> data)
        where TTarget : unmanaged
    {
        ReadOnlySpan<float> inputs = data.Inputs;
        uint checksum = Checksum.Append(uint.MaxValue, MemoryMarshal.AsBytes(data.Targets));
        int pages = Math.Min(Pages, (inputs.Length + PageLength - 1) / PageLength);
        for (int page = 0; page < pages; page++)
        {
            int from = (int)((long)inputs.Length * page / pages);
            checksum = Checksum.Append(checksum, MemoryMarshal.AsBytes(inputs.Slice(from, Math.Min(PageLength, inputs.Length - from))));
        }
        return $"{Excerpt.Count(data.Count, "sample")} of {Excerpt.Count(data.InputLength, "input")} and {Excerpt.Count(data.TargetLength, "target")}, checksum {~checksum:x8}";
    }

    /// <summary>Returns a text that distinguishes a source from others.</summary>
    public static string Of<TTarget>(IBatchSource<TTarget> source, CancellationToken cancellationToken)
        where TTarget : unmanaged
    {
        if (source is IFingerprintedData known)
        {
            return known.Fingerprint(cancellationToken);
        }

        // Prefetch checks the batch, and can be cancelled.
        int count = (int)Math.Min(source.Count, Samples);
        using IBatchReader<TTarget> reader = source.Prefetch(1).Read(new BatchReadOptions { BatchSize = count, Shuffle = false }, cancellationToken);
        uint checksum = uint.MaxValue;
        if (reader.MoveNext())
        {
            checksum = Checksum.Append(checksum, MemoryMarshal.AsBytes(reader.Current.Inputs));
            checksum = Checksum.Append(checksum, MemoryMarshal.AsBytes(reader.Current.Targets));
        }
        return string.Create(CultureInfo.InvariantCulture, $"{source} ({source.Count} samples of {source.InputLength} inputs and {source.TargetLength} targets, checksum of the first {count} {~checksum:x8})");
    }

    /// <summary>Returns names as <see cref="List"/> does. Commas within names are escaped, so that different names never give the same text.</summary>
    public static string Names(IEnumerable<string> names) =>
        List([.. names.Select(static name => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal))]);

    /// <summary>Returns the items, or the first of them with their number and a checksum if the text would be too long.</summary>
    public static string List(IReadOnlyCollection<string> items)
    {
        string text = string.Join(", ", items);
        return items.Count == 0 ? "none" : text.Length <= MaxLength ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaxLength)}… ({items.Count} in all, checksum {Checksum.Of(MemoryMarshal.AsBytes(text.AsSpan())):x8})");
    }
}
