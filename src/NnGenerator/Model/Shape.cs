using NnGenerator.Infrastructure;

namespace NnGenerator.Model;

/// <summary>The shape of one sample: (features), (steps, features) or (channels, height, width).</summary>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    public Shape(params int[] dimensions)
        : this(dimensions.ToEquatableArray())
    {
    }

    public int Rank => Dimensions.Count;

    public int Features => Dimensions[Rank - 1];

    /// <summary>Elements of one sample; long, since the check against what memory can index comes later.</summary>
    public long Length => Dimensions.Aggregate(1L, static (product, size) => product * size);

    public override string ToString() => string.Join("×", Dimensions);
}
