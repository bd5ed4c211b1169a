using NnGenerator.Infrastructure;

namespace NnGenerator.Shapes;

/// <summary>The shape of one sample: (features), (steps, features) or (channels, height, width).</summary>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    private const long Enormous = 1L << 52;

    public Shape(params int[] dimensions)
        : this(dimensions.ToEquatableArray())
    {
    }

    public int Rank => Dimensions.Count;

    public int Features => Dimensions[Rank - 1];

    /// <summary>Elements of one sample; long, since the check against what memory can index comes later.</summary>
    public long Length => Product(Dimensions);

    /// <summary>The product of sizes; beyond what any memory holds it stays at a number of which some can be added up.</summary>
    public static long Product(IEnumerable<int> sizes) => sizes.Aggregate(1L, static (product, size) => (double)product * size < Enormous ? product * size : Enormous);

    public override string ToString() => string.Join("×", Dimensions);
}
