using System.Runtime.Intrinsics;

namespace Benchmarks.Shared;

internal readonly struct Floats512(Vector512<float> value) : IFloats<Floats512>
{
    private readonly Vector512<float> _value = value;

    public static bool IsAccelerated => Vector512.IsHardwareAccelerated;

    public static int Count => Vector512<float>.Count;

    public static Floats512 Repeat(float value) => new(Vector512.Create(value));

    public static Floats512 Load(ref readonly float first, int index) => new(Vector512.LoadUnsafe(in first, (nuint)index));

    public static Floats512 MultiplyAdd(Floats512 left, Floats512 right, Floats512 addend) => new(Vector512.MultiplyAddEstimate(left._value, right._value, addend._value));

    public static Floats512 operator +(Floats512 left, Floats512 right) => new(left._value + right._value);

    public void Store(ref float first, int index) => _value.StoreUnsafe(ref first, (nuint)index);

    public float Sum() => Vector512.Sum(_value);
}

internal readonly struct Floats256(Vector256<float> value) : IFloats<Floats256>
{
    private readonly Vector256<float> _value = value;

    public static bool IsAccelerated => Vector256.IsHardwareAccelerated;

    public static int Count => Vector256<float>.Count;

    public static Floats256 Repeat(float value) => new(Vector256.Create(value));

    public static Floats256 Load(ref readonly float first, int index) => new(Vector256.LoadUnsafe(in first, (nuint)index));

    public static Floats256 MultiplyAdd(Floats256 left, Floats256 right, Floats256 addend) => new(Vector256.MultiplyAddEstimate(left._value, right._value, addend._value));

    public static Floats256 operator +(Floats256 left, Floats256 right) => new(left._value + right._value);

    public void Store(ref float first, int index) => _value.StoreUnsafe(ref first, (nuint)index);

    public float Sum() => Vector256.Sum(_value);
}

internal readonly struct Floats128(Vector128<float> value) : IFloats<Floats128>
{
    private readonly Vector128<float> _value = value;

    public static bool IsAccelerated => Vector128.IsHardwareAccelerated;

    public static int Count => Vector128<float>.Count;

    public static Floats128 Repeat(float value) => new(Vector128.Create(value));

    public static Floats128 Load(ref readonly float first, int index) => new(Vector128.LoadUnsafe(in first, (nuint)index));

    public static Floats128 MultiplyAdd(Floats128 left, Floats128 right, Floats128 addend) => new(Vector128.MultiplyAddEstimate(left._value, right._value, addend._value));

    public static Floats128 operator +(Floats128 left, Floats128 right) => new(left._value + right._value);

    public void Store(ref float first, int index) => _value.StoreUnsafe(ref first, (nuint)index);

    public float Sum() => Vector128.Sum(_value);
}
