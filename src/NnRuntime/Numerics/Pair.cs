using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnRuntime.Numerics;

/// <summary>Two vectors as one of twice the width, so that code for 8 or 16 lanes runs on machines with narrower registers.</summary>
/// <typeparam name="V">The vector of half the width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pair<V>(V low, V high) : ISimd<Pair<V>>
    where V : struct, ISimd<V>
{
    private readonly V _low = low, _high = high;

    /// <inheritdoc/>
    public static int Count => 2 * V.Count;

    /// <inheritdoc/>
    public static int Rows => V.Rows;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Load(ReadOnlySpan<float> source) => new(V.Load(source), V.Load(source.Slice(V.Count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Load(ref readonly float source, int offset) => new(V.Load(in source, offset), V.Load(in source, offset + V.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<float> destination)
    {
        _low.Store(destination);
        _high.Store(destination.Slice(V.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, int offset)
    {
        _low.Store(ref destination, offset);
        _high.Store(ref destination, offset + V.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(Span<float> destination, int count)
    {
        _low.StoreFirst(destination, count);
        if (count > V.Count)
        {
            _high.StoreFirst(destination.Slice(V.Count), count - V.Count);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> First(Pair<V> x, int count, float rest) => new(V.First(x._low, count, rest), V.First(x._high, count - V.Count, rest));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ToScalar() => _low.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Pair<V>(float value) => new(value, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> operator +(Pair<V> a, Pair<V> b) => new(a._low + b._low, a._high + b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> operator -(Pair<V> a, Pair<V> b) => new(a._low - b._low, a._high - b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> operator *(Pair<V> a, Pair<V> b) => new(a._low * b._low, a._high * b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> operator /(Pair<V> a, Pair<V> b) => new(a._low / b._low, a._high / b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> operator -(Pair<V> a) => new(-a._low, -a._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> MultiplyAdd(Pair<V> a, Pair<V> b, Pair<V> c) => new(V.MultiplyAdd(a._low, b._low, c._low), V.MultiplyAdd(a._high, b._high, c._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Max(Pair<V> a, Pair<V> b) => new(V.Max(a._low, b._low), V.Max(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Min(Pair<V> a, Pair<V> b) => new(V.Min(a._low, b._low), V.Min(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Abs(Pair<V> a) => new(V.Abs(a._low), V.Abs(a._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> Sqrt(Pair<V> a) => new(V.Sqrt(a._low), V.Sqrt(a._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> WherePositive(Pair<V> x, Pair<V> a, Pair<V> b) => new(V.WherePositive(x._low, a._low, b._low), V.WherePositive(x._high, a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> WhereGreater(Pair<V> a, Pair<V> b, Pair<V> x, Pair<V> y) => new(V.WhereGreater(a._low, b._low, x._low, y._low), V.WhereGreater(a._high, b._high, x._high, y._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> WhereEqual(Pair<V> a, Pair<V> b, Pair<V> x, Pair<V> y) => new(V.WhereEqual(a._low, b._low, x._low, y._low), V.WhereEqual(a._high, b._high, x._high, y._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V> ScaleByPowerOfTwo(Pair<V> x, Pair<V> n) => new(V.ScaleByPowerOfTwo(x._low, n._low), V.ScaleByPowerOfTwo(x._high, n._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Pair<V> value) => V.Sum(value._low + value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(Pair<V> value) => MathF.Max(V.MaxElement(value._low), V.MaxElement(value._high));
}
