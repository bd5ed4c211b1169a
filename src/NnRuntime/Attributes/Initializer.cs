namespace NnGen;

/// <summary>How a block of parameters starts. n and m are the values that feed and leave one unit (fan-in and fan-out).</summary>
public enum Initializer
{
    /// <summary>What fits the layer; its documentation says which.</summary>
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

    /// <summary>One number everywhere, given beside it.</summary>
    Constant,
}
