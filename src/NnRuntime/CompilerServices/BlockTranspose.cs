using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>Four rows of four floats.</summary>
internal readonly struct BlockTranspose(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
{
    public const int Size = 4;

    private readonly Vector128<float> _a = a, _b = b, _c = c, _d = d;

    /// <summary>Whether a square is faster than its sixteen floats one by one.</summary>
    public static bool IsFast => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>The first row.</summary>
    public V128 First => new(_a);

    /// <summary>The second row.</summary>
    public V128 Second => new(_b);

    /// <summary>The third row.</summary>
    public V128 Third => new(_c);

    /// <summary>The fourth row.</summary>
    public V128 Fourth => new(_d);

    /// <summary>Loads four rows, <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockTranspose LoadUnsafe(ref float from, int stride) => new(
        Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, (nuint)stride),
        Vector128.LoadUnsafe(ref from, (nuint)(2 * stride)), Vector128.LoadUnsafe(ref from, (nuint)(3 * stride)));

    /// <summary>Stores the rows at four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreUnsafe(ref float to, int first, int second, int third, int fourth)
    {
        _a.StoreUnsafe(ref to, (nuint)first);
        _b.StoreUnsafe(ref to, (nuint)second);
        _c.StoreUnsafe(ref to, (nuint)third);
        _d.StoreUnsafe(ref to, (nuint)fourth);
    }

    /// <summary>F of every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockTranspose Value<F>()
        where F : struct, IActivation =>
        new(F.Value(new V128(_a)).Vector, F.Value(new V128(_b)).Vector, F.Value(new V128(_c)).Vector, F.Value(new V128(_d)).Vector);

    /// <summary>Rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockTranspose Transpose()
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.UnpackLow(_a, _b), cd = Sse.UnpackLow(_c, _d), upperAb = Sse.UnpackHigh(_a, _b), upperCd = Sse.UnpackHigh(_c, _d);
            return new(Sse.MoveLowToHigh(ab, cd), Sse.MoveHighToLow(cd, ab), Sse.MoveLowToHigh(upperAb, upperCd), Sse.MoveHighToLow(upperCd, upperAb));
        }
        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> ac = AdvSimd.Arm64.ZipLow(_a, _c), bd = AdvSimd.Arm64.ZipLow(_b, _d), upperAc = AdvSimd.Arm64.ZipHigh(_a, _c), upperBd = AdvSimd.Arm64.ZipHigh(_b, _d);
            return new(AdvSimd.Arm64.ZipLow(ac, bd), AdvSimd.Arm64.ZipHigh(ac, bd), AdvSimd.Arm64.ZipLow(upperAc, upperBd), AdvSimd.Arm64.ZipHigh(upperAc, upperBd));
        }
        return new(
            Vector128.Create(_a[0], _b[0], _c[0], _d[0]), Vector128.Create(_a[1], _b[1], _c[1], _d[1]),
            Vector128.Create(_a[2], _b[2], _c[2], _d[2]), Vector128.Create(_a[3], _b[3], _c[3], _d[3]));
    }
}
