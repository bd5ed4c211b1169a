namespace Benchmarks.Shared;

/// <summary>A vector of floats, so that a loop is written once for every width.</summary>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    /// <summary>Whether the processor has registers of this width.</summary>
    static abstract bool IsAccelerated { get; }

    static abstract int Count { get; }

    static abstract TSelf Repeat(float value);

    /// <summary>The floats from <paramref name="first"/>[<paramref name="index"/>] on.</summary>
    static abstract TSelf Load(ref readonly float first, int index);

    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf operator +(TSelf left, TSelf right);

    void Store(ref float first, int index);

    float Sum();
}
