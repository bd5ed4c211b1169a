using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>Eight rows of eight floats.</summary>
internal static class WideBlockTranspose
{
    public const int Size = 8;

    public static bool IsSupported => Avx.IsSupported;

    /// <summary>Copies a square whose rows become columns.</summary>
    /// <param name="from">Its first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="to">Where its first column goes.</param>
    /// <param name="width">Floats from one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyUnsafe(ref float from, int stride, ref float to, int width)
    {
        // A vector is half a row and half of the row four below it, so that only the lanes of 128 bits remain to be transposed.
        Half(ref from, stride, ref to, width);
        Half(ref Unsafe.Add(ref from, 4), stride, ref Unsafe.Add(ref to, 4 * width), width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(ref float from, int stride, ref float to, int width)
    {
        Vector256<float> a = Rows(ref from, 0, 4 * stride), b = Rows(ref from, stride, 5 * stride), c = Rows(ref from, 2 * stride, 6 * stride), d = Rows(ref from, 3 * stride, 7 * stride);
        Vector256<double> ab = Avx.UnpackLow(a, b).AsDouble(), cd = Avx.UnpackLow(c, d).AsDouble(), upperAb = Avx.UnpackHigh(a, b).AsDouble(), upperCd = Avx.UnpackHigh(c, d).AsDouble();
        Avx.UnpackLow(ab, cd).AsSingle().StoreUnsafe(ref to);
        Avx.UnpackHigh(ab, cd).AsSingle().StoreUnsafe(ref to, (nuint)width);
        Avx.UnpackLow(upperAb, upperCd).AsSingle().StoreUnsafe(ref to, (nuint)(2 * width));
        Avx.UnpackHigh(upperAb, upperCd).AsSingle().StoreUnsafe(ref to, (nuint)(3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows(ref float from, int lower, int upper) =>
        Vector256.Create(Vector128.LoadUnsafe(ref from, (nuint)lower), Vector128.LoadUnsafe(ref from, (nuint)upper));
}
