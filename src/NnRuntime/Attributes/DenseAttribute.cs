namespace NnGen;

/// <summary>A layer: every output is a weighted sum of all inputs, z = x·W + b.</summary>
/// <remarks>Shape: [in] → [units]. Blocks: weight [in, units] (PyTorch's Linear.weight, transposed) and bias [units]. The weights start with He's uniform variance before a rectifier (Relu, LeakyRelu, Elu, Gelu, GeluTanh, Silu, Mish, HardSwish, Softplus) and with Glorot's before anything else; the bias starts at zero.</remarks>
/// <param name="units">The number of outputs, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : Attribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Whether b is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Initializer of W. The default depends on the activation that follows.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>The value for <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>How b starts; by default with zeros.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>The value for <see cref="Initializer.Constant"/> in <see cref="BiasInitializer"/>.</summary>
    public double BiasInitialValue { get; set; }
}
