// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>256 bits: 8 floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct V256(Vector256<float> value) : ISimd<V256>
{
    private Vector256<float> _v = value;

    /// <inheritdoc/>
    public static int Count => 8;

    internal readonly Vector256<float> Vector => _v;

    /// <inheritdoc/>
    public static int Rows => Vector512.IsHardwareAccelerated || AdvSimd.IsSupported ? 8 : 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Load(ReadOnlySpan<float> source) => new(Vector256.Create(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Load(ReadOnlySpan<float> source, int start)
    {
        _ = source.Slice(start, 8);   // the check alone, so that the start becomes part of the address
        return new(Vector256.LoadUnsafe(in MemoryMarshal.GetReference(source), (nuint)start));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 LoadUnsafe(ref readonly float source, int offset) => new(Vector256.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination) => _v.CopyTo(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreUnsafe(ref float destination, int offset) => _v.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 First(V256 x, int count, float rest) => new(Vector256.ConditionalSelect(Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count)), x._v, Vector256.Create(rest)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float ToScalar() => _v.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator V256(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator +(V256 a, V256 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator -(V256 a, V256 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator *(V256 a, V256 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator /(V256 a, V256 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator -(V256 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 MultiplyAdd(V256 a, V256 b, V256 c) => new(Vector256.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V256 a, V256 b) => _v = Vector256.MultiplyAddEstimate(a._v, b._v, _v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, V256 c) => new(Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in a), index)), Vector256.LoadUnsafe(in b, (nuint)start), c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Max(V256 a, V256 b) => new(Vector256.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Min(V256 a, V256 b) => new(Vector256.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Abs(V256 a) => new(Vector256.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Sqrt(V256 a) => new(Vector256.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 SqrtEstimate(V256 a) => Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 DivideEstimate(V256 a, V256 b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBeyond(V256 a, float bound) => Vector256.GreaterThanAny(Vector256.Abs(a._v), Vector256.Create(bound));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 WherePositive(V256 x, V256 a, V256 b) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(x._v, Vector256<float>.Zero), a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 WhereLess(V256 a, V256 b, V256 x, V256 y) => new(Vector256.ConditionalSelect(Vector256.LessThan(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 WhereGreater(V256 a, V256 b, V256 x, V256 y) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._v, b._v) | ~Vector256.Equals(a._v, a._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 WhereEqual(V256 a, V256 b, V256 x, V256 y) => new(Vector256.ConditionalSelect(Vector256.Equals(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 ScaleByPowerOfTwo(V256 x, V256 n) => new((x._v.AsInt32() + (n._v.AsInt32() << 23)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V256 value) => Vector256.Sum(value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirst(Span<float> destination, int count)
    {
        if (count >= Count)
        {
            Store(destination);
            return;
        }
        new V128(_v.GetLower()).StoreFirst(destination, count);
        if (count > V128.Count)
        {
            new V128(_v.GetUpper()).StoreFirst(destination.Slice(V128.Count), count - V128.Count);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Even(V256 a, V256 b) => new(Avx2.IsSupported
        ? Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle()
        : Vector256.Create(
            V128.Even(new V128(a._v.GetLower()), new V128(a._v.GetUpper())).Vector,
            V128.Even(new V128(b._v.GetLower()), new V128(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Odd(V256 a, V256 b) => new(Avx2.IsSupported
        ? Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b11_01_11_01).AsDouble(), 0b11_01_10_00).AsSingle()
        : Vector256.Create(
            V128.Odd(new V128(a._v.GetLower()), new V128(a._v.GetUpper())).Vector,
            V128.Odd(new V128(b._v.GetLower()), new V128(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 InterleaveLower(V256 a, V256 b) => new(Avx2.IsSupported
        ? Avx.Permute2x128(Avx.UnpackLow(a._v, b._v), Avx.UnpackHigh(a._v, b._v), 0x20)
        : Vector256.Create(
            V128.InterleaveLower(new V128(a._v.GetLower()), new V128(b._v.GetLower())).Vector,
            V128.InterleaveUpper(new V128(a._v.GetLower()), new V128(b._v.GetLower())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 InterleaveUpper(V256 a, V256 b) => new(Avx2.IsSupported
        ? Avx.Permute2x128(Avx.UnpackLow(a._v, b._v), Avx.UnpackHigh(a._v, b._v), 0x31)
        : Vector256.Create(
            V128.InterleaveLower(new V128(a._v.GetUpper()), new V128(b._v.GetUpper())).Vector,
            V128.InterleaveUpper(new V128(a._v.GetUpper()), new V128(b._v.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(V256 value) => V128.MaxElement(V128.Max(new V128(value._v.GetLower()), new V128(value._v.GetUpper())));
}
