using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>Eight or sixteen rows of as many floats, which become columns.</summary>
/// <remarks>A vector is four floats of a row, and of every fourth row below it, so that only its lanes of 128 bits remain to be transposed: loads from memory do the rest.</remarks>
internal static class WideBlockTranspose
{
    public const int Size = 8;

    public static bool IsSupported => Avx.IsSupported;

    /// <summary>Copies a square of <see cref="Size"/> rows.</summary>
    /// <param name="from">Its first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="to">Where its first column goes.</param>
    /// <param name="width">Floats from one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyUnsafe(ref float from, int stride, ref float to, int width)
    {
        Columns256(ref from, stride, ref to, width);
        Columns256(ref Unsafe.Add(ref from, 4), stride, ref Unsafe.Add(ref to, 4 * width), width);
    }

    /// <summary>Copies a square of sixteen rows; each column, which is a cache line, is written as a whole.</summary>
    /// <param name="from">Its first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="to">Where its first column goes.</param>
    /// <param name="width">Floats from one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopySixteenUnsafe(ref float from, int stride, ref float to, int width)
    {
        for (int column = 0; column < 16; column += 4)
        {
            if (Avx512F.IsSupported)
            {
                Columns512(ref Unsafe.Add(ref from, column), stride, ref Unsafe.Add(ref to, column * width), width);
                continue;
            }
            // The halves of a line one immediately after the other, so that the line is not fetched twice.
            ref float target = ref Unsafe.Add(ref to, column * width);
            Transpose256(ref Unsafe.Add(ref from, column), stride, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d);
            Transpose256(ref Unsafe.Add(ref from, column + (8 * stride)), stride, out Vector256<float> lowerA, out Vector256<float> lowerB, out Vector256<float> lowerC, out Vector256<float> lowerD);
            a.StoreUnsafe(ref target);
            lowerA.StoreUnsafe(ref target, 8);
            b.StoreUnsafe(ref target, (nuint)width);
            lowerB.StoreUnsafe(ref target, (nuint)(width + 8));
            c.StoreUnsafe(ref target, (nuint)(2 * width));
            lowerC.StoreUnsafe(ref target, (nuint)((2 * width) + 8));
            d.StoreUnsafe(ref target, (nuint)(3 * width));
            lowerD.StoreUnsafe(ref target, (nuint)((3 * width) + 8));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns256(ref float from, int stride, ref float to, int width)
    {
        Transpose256(ref from, stride, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d);
        a.StoreUnsafe(ref to);
        b.StoreUnsafe(ref to, (nuint)width);
        c.StoreUnsafe(ref to, (nuint)(2 * width));
        d.StoreUnsafe(ref to, (nuint)(3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose256(ref float from, int stride, out Vector256<float> first, out Vector256<float> second, out Vector256<float> third, out Vector256<float> fourth)
    {
        Vector256<float> a = Rows256(ref from, stride), b = Rows256(ref Unsafe.Add(ref from, stride), stride);
        Vector256<float> c = Rows256(ref Unsafe.Add(ref from, 2 * stride), stride), d = Rows256(ref Unsafe.Add(ref from, 3 * stride), stride);
        Vector256<double> ab = Avx.UnpackLow(a, b).AsDouble(), cd = Avx.UnpackLow(c, d).AsDouble(), upperAb = Avx.UnpackHigh(a, b).AsDouble(), upperCd = Avx.UnpackHigh(c, d).AsDouble();
        first = Avx.UnpackLow(ab, cd).AsSingle();
        second = Avx.UnpackHigh(ab, cd).AsSingle();
        third = Avx.UnpackLow(upperAb, upperCd).AsSingle();
        fourth = Avx.UnpackHigh(upperAb, upperCd).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns512(ref float from, int stride, ref float to, int width)
    {
        Vector512<float> a = Rows512(ref from, stride), b = Rows512(ref Unsafe.Add(ref from, stride), stride);
        Vector512<float> c = Rows512(ref Unsafe.Add(ref from, 2 * stride), stride), d = Rows512(ref Unsafe.Add(ref from, 3 * stride), stride);
        Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble(), cd = Avx512F.UnpackLow(c, d).AsDouble(), upperAb = Avx512F.UnpackHigh(a, b).AsDouble(), upperCd = Avx512F.UnpackHigh(c, d).AsDouble();
        Avx512F.UnpackLow(ab, cd).AsSingle().StoreUnsafe(ref to);
        Avx512F.UnpackHigh(ab, cd).AsSingle().StoreUnsafe(ref to, (nuint)width);
        Avx512F.UnpackLow(upperAb, upperCd).AsSingle().StoreUnsafe(ref to, (nuint)(2 * width));
        Avx512F.UnpackHigh(upperAb, upperCd).AsSingle().StoreUnsafe(ref to, (nuint)(3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows256(ref float from, int stride) =>
        Vector256.Create(Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, (nuint)(4 * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows512(ref float from, int stride) =>
        Vector512.Create(Rows256(ref from, stride), Rows256(ref Unsafe.Add(ref from, 8 * stride), stride));
}
