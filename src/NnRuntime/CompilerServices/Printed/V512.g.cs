// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>512 bits: 16 floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct V512(Vector512<float> value) : ISimd<V512>
{
    private Vector512<float> _v = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static int Rows => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Load(ReadOnlySpan<float> source) => new(Vector512.Create(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Load(ReadOnlySpan<float> source, int start)
    {
        _ = source.Slice(start, 16);   // the check alone, so that the start becomes part of the address
        return new(Vector512.LoadUnsafe(in MemoryMarshal.GetReference(source), (nuint)start));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 LoadUnsafe(ref readonly float source, int offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination) => _v.CopyTo(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreUnsafe(ref float destination, int offset) => _v.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 First(V512 x, int count, float rest) => new(Vector512.ConditionalSelect(Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count)), x._v, Vector512.Create(rest)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float ToScalar() => _v.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator V512(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator +(V512 a, V512 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator -(V512 a, V512 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator *(V512 a, V512 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator /(V512 a, V512 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator -(V512 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MultiplyAdd(V512 a, V512 b, V512 c) => new(Vector512.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V512 a, V512 b) => _v = Vector512.MultiplyAddEstimate(a._v, b._v, _v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, V512 c) => new(Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in a), index)), Vector512.LoadUnsafe(in b, (nuint)start), c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Max(V512 a, V512 b) => new(Vector512.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Min(V512 a, V512 b) => new(Vector512.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Abs(V512 a) => new(Vector512.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Sqrt(V512 a) => new(Vector512.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 SqrtEstimate(V512 a)
    {
        if (!Avx512F.IsSupported)
        {
            return Sqrt(a);
        }
        Vector512<float> reciprocal = Avx512F.ReciprocalSqrt14(a._v), root = a._v * reciprocal;
        return new(Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(root, root, a._v), reciprocal * Vector512.Create(0.5f), root));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 DivideEstimate(V512 a, V512 b)
    {
        if (!Avx512F.IsSupported)
        {
            return a / b;
        }
        Vector512<float> reciprocal = Avx512F.Reciprocal14(b._v), quotient = a._v * reciprocal;
        return new(Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(quotient, b._v, a._v), reciprocal, quotient));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBeyond(V512 a, float bound) => Vector512.GreaterThanAny(Vector512.Abs(a._v), Vector512.Create(bound));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 WherePositive(V512 x, V512 a, V512 b) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(x._v, Vector512<float>.Zero), a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 WhereLess(V512 a, V512 b, V512 x, V512 y) => new(Vector512.ConditionalSelect(Vector512.LessThan(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 WhereGreater(V512 a, V512 b, V512 x, V512 y) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._v, b._v) | ~Vector512.Equals(a._v, a._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 WhereEqual(V512 a, V512 b, V512 x, V512 y) => new(Vector512.ConditionalSelect(Vector512.Equals(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 ScaleByPowerOfTwo(V512 x, V512 n) => new((x._v.AsInt32() + (n._v.AsInt32() << 23)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V512 value) => Vector512.Sum(value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirst(Span<float> destination, int count)
    {
        if (count >= Count)
        {
            Store(destination);
            return;
        }
        new V256(_v.GetLower()).StoreFirst(destination, count);
        if (count > V256.Count)
        {
            new V256(_v.GetUpper()).StoreFirst(destination.Slice(V256.Count), count - V256.Count);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Even(V512 a, V512 b) => new(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b._v)
        : Vector512.Create(
            V256.Even(new V256(a._v.GetLower()), new V256(a._v.GetUpper())).Vector,
            V256.Even(new V256(b._v.GetLower()), new V256(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Odd(V512 a, V512 b) => new(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b._v)
        : Vector512.Create(
            V256.Odd(new V256(a._v.GetLower()), new V256(a._v.GetUpper())).Vector,
            V256.Odd(new V256(b._v.GetLower()), new V256(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 InterleaveLower(V512 a, V512 b) => new(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), b._v)
        : Vector512.Create(
            V256.InterleaveLower(new V256(a._v.GetLower()), new V256(b._v.GetLower())).Vector,
            V256.InterleaveUpper(new V256(a._v.GetLower()), new V256(b._v.GetLower())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 InterleaveUpper(V512 a, V512 b) => new(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), b._v)
        : Vector512.Create(
            V256.InterleaveLower(new V256(a._v.GetUpper()), new V256(b._v.GetUpper())).Vector,
            V256.InterleaveUpper(new V256(a._v.GetUpper()), new V256(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(V512 value) => V256.MaxElement(V256.Max(new V256(value._v.GetLower()), new V256(value._v.GetUpper())));
}
