using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>A vector of floats. Emitted code is written once over <typeparamref name="V"/> and compiled for each width.</summary>
/// <typeparam name="V">The vector itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<V>
    where V : struct, ISimd<V>
{
    /// <summary>Floats in one vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of a <see cref="Tile8x2{V}"/>: 8 where there are 32 vector registers, otherwise 6.</summary>
    static abstract int Rows { get; }

    /// <summary>The first <see cref="Count"/> floats.</summary>
    static abstract V Load(ReadOnlySpan<float> source);

    /// <summary>Loads <see cref="Count"/> floats from <paramref name="start"/> on; with literal numbers the compiler removes the check.</summary>
    static abstract V Load(ReadOnlySpan<float> source, int start);

    /// <summary>Loads the floats from an offset on, without any check.</summary>
    /// <remarks>Reads outside the memory of <paramref name="source"/> unless all <see cref="Count"/> floats from <paramref name="offset"/> on
    /// belong to it: the caller must have checked that, as for <see cref="Vector512.LoadUnsafe{T}(ref readonly T, nuint)"/>.</remarks>
    static abstract V LoadUnsafe(ref readonly float source, int offset);

    /// <summary>Stores all lanes.</summary>
    void Store(Span<float> destination);

    /// <summary>Stores all lanes at an offset, without any check.</summary>
    /// <remarks>Writes outside the memory of <paramref name="destination"/> unless all <see cref="Count"/> floats from
    /// <paramref name="offset"/> on belong to it: the caller must have checked that.</remarks>
    void StoreUnsafe(ref float destination, int offset);

    /// <summary>Stores the first <paramref name="count"/> lanes, at most all of them, and leaves the memory after them alone.</summary>
    void StoreFirst(Span<float> destination, int count);

    /// <summary>The first <paramref name="count"/> lanes of x, and <paramref name="rest"/> in the others.</summary>
    static abstract V First(V x, int count, float rest);

    /// <summary>The first lane.</summary>
    float ToScalar();

    /// <summary>The same value in every lane.</summary>
    static abstract implicit operator V(float value);

    /// <summary>a + b.</summary>
    static abstract V operator +(V a, V b);

    /// <summary>a − b.</summary>
    static abstract V operator -(V a, V b);

    /// <summary>a·b.</summary>
    static abstract V operator *(V a, V b);

    /// <summary>a / b.</summary>
    static abstract V operator /(V a, V b);

    /// <summary>−a.</summary>
    static abstract V operator -(V a);

    /// <summary>a·b + c, fused where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>this += a·b.</summary>
    void AddProduct(V a, V b);

    /// <summary>a[index]·b[start…] + c, without any check: a term of a product that is written out. The instruction itself reads both factors
    /// from memory.</summary>
    /// <remarks>Reads outside the memory of <paramref name="a"/> and <paramref name="b"/> unless element <paramref name="index"/> of the one and
    /// all <see cref="Count"/> floats from <paramref name="start"/> on of the other belong to it: the caller must have checked the bounds of the
    /// whole sum.</remarks>
    static abstract V MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, V c);

    /// <summary>The greater of each lane; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The lesser of each lane; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    static abstract V Min(V a, V b);

    /// <summary>|a|.</summary>
    static abstract V Abs(V a);

    /// <summary>√a.</summary>
    static abstract V Sqrt(V a);

    /// <summary>√a for positive, normal a, to within a unit in the last place: where the instruction is slow, from the reciprocal of the root and one correction.</summary>
    static abstract V SqrtEstimate(V a);

    /// <summary>a / b for normal b whose reciprocal is normal, to within a unit in the last place: where the instruction is slow, from the reciprocal and one correction.</summary>
    static abstract V DivideEstimate(V a, V b);

    /// <summary>Whether some |a| &gt; <paramref name="bound"/>; NaN is not.</summary>
    static abstract bool AnyBeyond(V a, float bound);

    /// <summary>a where x &gt; 0, otherwise b; NaN is not positive.</summary>
    static abstract V WherePositive(V x, V a, V b);

    /// <summary>x where a &lt; b, otherwise y; NaN is not less.</summary>
    static abstract V WhereLess(V a, V b, V x, V y);

    /// <summary>x where a &gt; b or a is NaN, otherwise y: the step of a maximum in which the first of equals and NaN win.</summary>
    static abstract V WhereGreater(V a, V b, V x, V y);

    /// <summary>x where a = b, otherwise y.</summary>
    static abstract V WhereEqual(V a, V b, V x, V y);

    /// <summary>The lanes with even indices of a, followed by those of b.</summary>
    static abstract V Even(V a, V b);

    /// <summary>The lanes with odd indices of a, followed by those of b.</summary>
    static abstract V Odd(V a, V b);

    /// <summary>The lanes of the lower halves of a and b in turn; with one lane, a.</summary>
    static abstract V InterleaveLower(V a, V b);

    /// <summary>The lanes of the upper halves of a and b in turn; with one lane, b.</summary>
    static abstract V InterleaveUpper(V a, V b);

    /// <summary>x·2ⁿ, where n is held in the low mantissa bits of <paramref name="n"/>.</summary>
    static abstract V ScaleByPowerOfTwo(V x, V n);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(V value);

    /// <summary>The largest lane; lanes that are NaN may be ignored.</summary>
    static abstract float MaxElement(V value);
}
