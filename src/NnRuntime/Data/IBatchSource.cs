using System.Diagnostics.CodeAnalysis;

namespace NnGen.Data;

/// <summary>Samples that come in batches, epoch by epoch: a dataset in memory, a file that is streamed, or one of them changed on the way.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
/// <remarks><see cref="object.ToString"/> describes the samples; a checkpoint compares it to see that a run goes on with the same ones.</remarks>
public interface IBatchSource<TTarget> : ISchemaProvider
    where TTarget : unmanaged
{
    /// <summary>Number of samples, the same in every options.</summary>
    long Count { get; }

    /// <summary>Floats of one sample.</summary>
    int InputLength { get; }

    /// <summary>Targets of one sample.</summary>
    int TargetLength { get; }

    /// <summary>The names of the classes in order; empty where there are none.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Names of the inputs, targets and classes; those of the classes alone unless the source says more.</summary>
    DataSchema ISchemaProvider.Schema => new() { ClassNames = ClassNames };

    /// <summary>Reads an epoch from its beginning. Several readers may be open at once.</summary>
    /// <param name="options">Which one, and how it is cut into batches. The same epoch gives the same batches, bit by bit.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default);
}

/// <summary>The batches of an epoch one after the other, for foreach, from one thread at a time.</summary>
/// <typeparam name="TTarget">The kind of targets.</typeparam>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is read once, and no collection.")]
public interface IBatchReader<TTarget> : IDisposable
    where TTarget : unmanaged
{
    /// <summary>The batch; its memory is used again by the next one.</summary>
    Batch<TTarget> Current { get; }

    /// <summary>The numbers of its samples within the source, from 0.</summary>
    ReadOnlySpan<long> Samples { get; }

    /// <summary>Goes to the next batch; all but the last have the full size.</summary>
    /// <returns>False behind the last.</returns>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    bool MoveNext();

    /// <summary>The reader itself, for foreach.</summary>
    IBatchReader<TTarget> GetEnumerator() => this;
}

/// <summary>How a pass over the samples is cut into batches, and in which order.</summary>
public readonly record struct BatchReadOptions
{
    /// <summary>Creates options that shuffle.</summary>
    public BatchReadOptions()
    {
    }

    /// <summary>Number of samples of a batch, at least 1.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Seed of the run.</summary>
    public int Seed { get; init; }

    /// <summary>Number of the epoch, from 0: with <see cref="Seed"/> it decides the order.</summary>
    public int Epoch { get; init; }

    /// <summary>Whether the samples come in a random order of this seed and epoch instead of their own. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the order.</summary>
    /// <remarks>Not System.HashCode, which differs from process to process.</remarks>
    internal int OrderSeed => unchecked((int)(((uint)Seed * 0x9E3779B9u) + (uint)Epoch));

    /// <summary>Checks the batch size.</summary>
    internal void Check()
    {
        if (BatchSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, $"BatchSize is {BatchSize}; set it to 1 or more.");
        }
    }
}
