using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

// What wider vectors leave to their halves; the rest of this struct is printed.
public partial struct V128
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirst(Span<float> destination, int count)
    {
        if (count >= Count)
        {
            Store(destination);
            return;
        }
        ref float to = ref MemoryMarshal.GetReference(destination.Slice(0, Math.Max(count, 0)));
        if (count >= 2)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref to), _v.AsDouble().ToScalar());
        }
        if (count is 1 or 3)
        {
            Unsafe.Add(ref to, count - 1) = count == 1 ? _v.ToScalar() : _v.GetElement(2);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Even(V128 a, V128 b) => new(
        Sse.IsSupported ? Sse.Shuffle(a._v, b._v, 0b10_00_10_00)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a._v, b._v)
        : Vector128.Create(a._v[0], a._v[2], b._v[0], b._v[2]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Odd(V128 a, V128 b) => new(
        Sse.IsSupported ? Sse.Shuffle(a._v, b._v, 0b11_01_11_01)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(a._v, b._v)
        : Vector128.Create(a._v[1], a._v[3], b._v[1], b._v[3]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 InterleaveLower(V128 a, V128 b) => new(
        Sse.IsSupported ? Sse.UnpackLow(a._v, b._v)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a._v, b._v)
        : Vector128.Create(a._v[0], b._v[0], a._v[1], b._v[1]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 InterleaveUpper(V128 a, V128 b) => new(
        Sse.IsSupported ? Sse.UnpackHigh(a._v, b._v)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a._v, b._v)
        : Vector128.Create(a._v[2], b._v[2], a._v[3], b._v[3]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(V128 value)
    {
        Vector128<float> pairs = Vector128.MaxNative(value._v, Vector128.Shuffle(value._v, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
