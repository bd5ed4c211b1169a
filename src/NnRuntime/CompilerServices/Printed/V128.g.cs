// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>128 bits: 4 floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct V128(Vector128<float> value) : ISimd<V128>
{
    private Vector128<float> _v = value;

    /// <inheritdoc/>
    public static int Count => 4;

    internal readonly Vector128<float> Vector => _v;

    /// <inheritdoc/>
    public static int Rows => Vector512.IsHardwareAccelerated || AdvSimd.IsSupported ? 8 : 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Load(ReadOnlySpan<float> source) => new(Vector128.Create(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Load(ReadOnlySpan<float> source, int start)
    {
        _ = source.Slice(start, 4);   // the check alone, so that the start becomes part of the address
        return new(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(source), (nuint)start));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 LoadUnsafe(ref readonly float source, int offset) => new(Vector128.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination) => _v.CopyTo(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreUnsafe(ref float destination, int offset) => _v.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 First(V128 x, int count, float rest) => new(Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Indices, Vector128.Create((float)count)), x._v, Vector128.Create(rest)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float ToScalar() => _v.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator V128(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 operator +(V128 a, V128 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 operator -(V128 a, V128 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 operator *(V128 a, V128 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 operator /(V128 a, V128 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 operator -(V128 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 MultiplyAdd(V128 a, V128 b, V128 c) => new(Vector128.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V128 a, V128 b) => _v = Vector128.MultiplyAddEstimate(a._v, b._v, _v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, V128 c) => new(Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in a), index)), Vector128.LoadUnsafe(in b, (nuint)start), c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Max(V128 a, V128 b) => new(Vector128.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Min(V128 a, V128 b) => new(Vector128.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Abs(V128 a) => new(Vector128.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Sqrt(V128 a) => new(Vector128.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 SqrtEstimate(V128 a) => Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 DivideEstimate(V128 a, V128 b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBeyond(V128 a, float bound) => Vector128.GreaterThanAny(Vector128.Abs(a._v), Vector128.Create(bound));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 WherePositive(V128 x, V128 a, V128 b) => new(Vector128.ConditionalSelect(Vector128.GreaterThan(x._v, Vector128<float>.Zero), a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 WhereLess(V128 a, V128 b, V128 x, V128 y) => new(Vector128.ConditionalSelect(Vector128.LessThan(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 WhereGreater(V128 a, V128 b, V128 x, V128 y) => new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._v, b._v) | ~Vector128.Equals(a._v, a._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 WhereEqual(V128 a, V128 b, V128 x, V128 y) => new(Vector128.ConditionalSelect(Vector128.Equals(a._v, b._v), x._v, y._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 ScaleByPowerOfTwo(V128 x, V128 n) => new((x._v.AsInt32() + (n._v.AsInt32() << 23)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V128 value) => Vector128.Sum(value._v);
}
