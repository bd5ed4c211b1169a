using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>Element-wise passes over whole buffers, for formulas too long for the store of a product.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elementwise
{
    /// <summary>a = f(z); both may be the same memory.</summary>
    public static void Value<F>(ReadOnlySpan<float> z, Span<float> a)
        where F : struct, IActivation
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, z.Length);
        int done = Vector512.IsHardwareAccelerated ? Value<F, V512>(z, a, 0)
            : Vector256.IsHardwareAccelerated ? Value<F, V256>(z, a, 0)
            : Vector128.IsHardwareAccelerated ? Value<F, V128>(z, a, 0) : 0;
        Value<F, V1>(z, a, done);
    }

    /// <summary>dz = da ⊙ f′(z, a); what the derivative does not mention may be empty, and dz may be the memory of da.</summary>
    public static void TimesDerivative<F>(ReadOnlySpan<float> da, ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> dz)
        where F : struct, IActivation
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(dz.Length, da.Length);

        // The derivative does not read an empty operand; any memory of the right length takes its place.
        z = z.IsEmpty ? da : z.Slice(0, da.Length);
        a = a.IsEmpty ? da : a.Slice(0, da.Length);
        int done = Vector512.IsHardwareAccelerated ? TimesDerivative<F, V512>(da, z, a, dz, 0)
            : Vector256.IsHardwareAccelerated ? TimesDerivative<F, V256>(da, z, a, dz, 0)
            : Vector128.IsHardwareAccelerated ? TimesDerivative<F, V128>(da, z, a, dz, 0) : 0;
        TimesDerivative<F, V1>(da, z, a, dz, done);
    }

    /// <summary>sum = x + y; the sum may be the memory of either.</summary>
    public static void Sum(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, sum.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, sum.Length);
        int done = Vector512.IsHardwareAccelerated ? Sum<V512>(x, y, sum, 0)
            : Vector256.IsHardwareAccelerated ? Sum<V256>(x, y, sum, 0)
            : Vector128.IsHardwareAccelerated ? Sum<V128>(x, y, sum, 0) : 0;
        Sum<V1>(x, y, sum, done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Sum<V>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum, int start)
        where V : struct, ISimd<V>
    {
        int i = start;
        for (; i <= sum.Length - V.Count; i += V.Count)
        {
            (V.Load(x, i) + V.Load(y, i)).Store(sum.Slice(i, V.Count));
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Value<F, V>(ReadOnlySpan<float> z, Span<float> a, int start)
        where F : struct, IActivation
        where V : struct, ISimd<V>
    {
        ref readonly float from = ref MemoryMarshal.GetReference(z);
        ref float to = ref MemoryMarshal.GetReference(a);
        int i = start;
        for (; i <= z.Length - V.Count; i += V.Count)
        {
            F.Value(V.LoadUnsafe(in from, i)).StoreUnsafe(ref to, i);
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int TimesDerivative<F, V>(ReadOnlySpan<float> da, ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> dz, int start)
        where F : struct, IActivation
        where V : struct, ISimd<V>
    {
        ref readonly float gradient = ref MemoryMarshal.GetReference(da);
        ref readonly float input = ref MemoryMarshal.GetReference(z);
        ref readonly float output = ref MemoryMarshal.GetReference(a);
        ref float to = ref MemoryMarshal.GetReference(dz);
        int i = start;
        for (; i <= da.Length - V.Count; i += V.Count)
        {
            (V.LoadUnsafe(in gradient, i) * F.Derivative(V.LoadUnsafe(in input, i), V.LoadUnsafe(in output, i))).StoreUnsafe(ref to, i);
        }
        return i;
    }
}
