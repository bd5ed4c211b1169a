using System.ComponentModel;

namespace NnRuntime.Numerics;

/// <summary>An element-wise function with its slope; emitted code implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>a = f(z).</summary>
    static abstract V Value<V>(V z)
        where V : struct, ISimd<V>;

    /// <summary>f′ from the input z and the output a; the one it does not need may be anything.</summary>
    static abstract V Slope<V>(V z, V a)
        where V : struct, ISimd<V>;
}

/// <summary>Turns infinite values into NaN, so that an infinite input cannot hide behind an activation; finite values stay.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InfinityToNaN : IActivation
{
    /// <summary>z + 0·z.</summary>
    public static V Value<V>(V z)
        where V : struct, ISimd<V> => V.MultiplyAdd(z, 0f, z);

    /// <summary>1.</summary>
    public static V Slope<V>(V z, V a)
        where V : struct, ISimd<V> => 1f;
}

/// <summary>What is applied where there is no activation.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Identity : IActivation
{
    /// <summary>z.</summary>
    public static V Value<V>(V z)
        where V : struct, ISimd<V> => z;

    /// <summary>1.</summary>
    public static V Slope<V>(V z, V a)
        where V : struct, ISimd<V> => 1f;
}
