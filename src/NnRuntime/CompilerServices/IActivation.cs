using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>An element-wise function with its derivative; emitted code implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>a = f(z).</summary>
    static abstract V Value<V>(V z)
        where V : struct, ISimd<V>;

    /// <summary>f′ from the input z and the output a; the one it does not need may be anything.</summary>
    static abstract V Derivative<V>(V z, V a)
        where V : struct, ISimd<V>;
}

/// <summary>Turns infinite values into NaN, so that an activation cannot hide an infinite input; finite values stay.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InfinityToNaN : IActivation
{
    /// <summary>z + 0·z.</summary>
    public static V Value<V>(V z)
        where V : struct, ISimd<V> => V.MultiplyAdd(z, 0f, z);

    /// <summary>1.</summary>
    public static V Derivative<V>(V z, V a)
        where V : struct, ISimd<V> => 1f;
}

/// <summary>The identity, for layers without an activation.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Identity : IActivation
{
    /// <summary>z.</summary>
    public static V Value<V>(V z)
        where V : struct, ISimd<V> => z;

    /// <summary>1.</summary>
    public static V Derivative<V>(V z, V a)
        where V : struct, ISimd<V> => 1f;
}
