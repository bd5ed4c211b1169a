namespace NnGen;

/// <summary>Specifies how a block of parameters is initialized. n and m are the number of inputs and outputs of one unit (fan-in and fan-out).</summary>
public enum Initializer
{
    /// <summary>The default of the layer, which its documentation describes.</summary>
    Default,

    /// <summary>Uniform within ±√(6 / (n + m)) (Glorot and Bengio, 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / (n + m) (Glorot and Bengio, 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform within ±√(6 / n) (He and others, 2015).</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / n (He and others, 2015).</summary>
    HeNormal,

    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>The same constant everywhere, which is given separately.</summary>
    Constant,
}
