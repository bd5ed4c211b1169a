using System.Diagnostics.CodeAnalysis;

namespace NnGen.Data;

/// <summary>Represents samples that are read in batches, epoch by epoch: a dataset in memory, a file that is streamed, or either of them with changes applied while reading.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
/// <remarks><see cref="object.ToString"/> describes the samples; a checkpoint compares the description, and for a source of the user the first samples, to verify that a run continues with the same data.</remarks>
public interface IBatchSource<TTarget> : ISchemaProvider
    where TTarget : unmanaged
{
    /// <summary>Gets the number of samples, which is the same for all options.</summary>
    long Count { get; }

    /// <summary>Gets the number of floats in one sample.</summary>
    int InputLength { get; }

    /// <summary>Gets the number of targets of one sample.</summary>
    int TargetLength { get; }

    /// <summary>Gets the names of the classes in the order of their numbers; empty if the classes have no names.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets the names of the inputs, targets and classes; only those of the classes unless the source overrides it.</summary>
    DataSchema ISchemaProvider.Schema => new() { ClassNames = ClassNames };

    /// <summary>Reads an epoch from its beginning. Several readers may be open at the same time.</summary>
    /// <param name="options">The epoch to read, and how it is divided into batches. The same epoch gives the same batches, bit by bit.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default);
}

/// <summary>Enumerates the batches of an epoch with foreach, on one thread at a time.</summary>
/// <typeparam name="TTarget">Type of the targets.</typeparam>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is read once and is not a collection.")]
public interface IBatchReader<TTarget> : IDisposable
    where TTarget : unmanaged
{
    /// <summary>Gets the current batch; its memory is reused for the next batch.</summary>
    Batch<TTarget> Current { get; }

    /// <summary>Gets the numbers of the current batch's samples within the source, from 0, one for each.</summary>
    ReadOnlySpan<long> Samples { get; }

    /// <summary>Advances to the next batch; all batches but the last have the full size.</summary>
    /// <returns>False after the last batch.</returns>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    bool MoveNext();

    /// <summary>Returns the reader itself, for foreach.</summary>
    IBatchReader<TTarget> GetEnumerator() => this;
}

/// <summary>Specifies how an epoch is divided into batches, and in which order its samples are read.</summary>
public readonly record struct BatchReadOptions
{
    /// <summary>Creates options that shuffle.</summary>
    public BatchReadOptions()
    {
    }

    /// <summary>Gets the number of samples in a batch, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public required int BatchSize { get; init => field = SettingRange.AtLeast(value, 1); }

    /// <summary>Gets the seed of the run.</summary>
    public int Seed { get; init; }

    /// <summary>Gets the number of the epoch, from 0; together with <see cref="Seed"/> it determines the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int Epoch { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Gets whether the samples are read in a random order that depends on seed and epoch, instead of the order of the source. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Gets the seed of the order.</summary>
    /// <remarks>System.HashCode is not used, since it differs from process to process.</remarks>
    internal int OrderSeed => unchecked((int)(((uint)Seed * 0x9E3779B9u) + (uint)Epoch));

    /// <summary>Validates the batch size, which is 0 in the default of the structure.</summary>
    internal void Check() => SettingRange.AtLeast(BatchSize, 1, nameof(BatchSize));
}
