using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace NnGen.CompilerServices;

/// <summary>One float: the width for what is narrower than a vector, and for machines without vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct V1(float value) : ISimd<V1>
{
    private float _v = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static int Rows => Vector512.IsHardwareAccelerated || AdvSimd.IsSupported ? 8 : 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Load(ReadOnlySpan<float> source) => new(source[0]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Load(ReadOnlySpan<float> source, int start) => new(source[start]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadUnsafe(ref readonly float source, int offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination) => destination[0] = _v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreUnsafe(ref float destination, int offset) => Unsafe.Add(ref destination, offset) = _v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirst(Span<float> destination, int count)
    {
        if (count > 0)
        {
            destination[0] = _v;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 First(V1 x, int count, float rest) => count > 0 ? x : new(rest);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float ToScalar() => _v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator V1(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator +(V1 a, V1 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator -(V1 a, V1 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator *(V1 a, V1 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator /(V1 a, V1 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator -(V1 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MultiplyAdd(V1 a, V1 b, V1 c) => new(float.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V1 a, V1 b) => _v = MultiplyAdd(a, b, this)._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, V1 c) => new(float.MultiplyAddEstimate(Unsafe.Add(ref Unsafe.AsRef(in a), index), Unsafe.Add(ref Unsafe.AsRef(in b), start), c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Max(V1 a, V1 b) => a._v > b._v ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Min(V1 a, V1 b) => a._v < b._v ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Abs(V1 a) => new(MathF.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sqrt(V1 a) => new(MathF.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SqrtEstimate(V1 a) => Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 DivideEstimate(V1 a, V1 b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBeyond(V1 a, float bound) => MathF.Abs(a._v) > bound;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 WherePositive(V1 x, V1 a, V1 b) => x._v > 0 ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 WhereLess(V1 a, V1 b, V1 x, V1 y) => a._v < b._v ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 WhereGreater(V1 a, V1 b, V1 x, V1 y) => a._v > b._v || float.IsNaN(a._v) ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 WhereEqual(V1 a, V1 b, V1 x, V1 y) => a._v == b._v ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Even(V1 a, V1 b) => a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Odd(V1 a, V1 b) => b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 InterleaveLower(V1 a, V1 b) => a;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 InterleaveUpper(V1 a, V1 b) => b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 ScaleByPowerOfTwo(V1 x, V1 n) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x._v) + (BitConverter.SingleToInt32Bits(n._v) << 23)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V1 value) => value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(V1 value) => value._v;
}
