namespace NnGen;

/// <summary>Adds a fully connected layer, in which every output is a weighted sum of all inputs: z = x·W + b.</summary>
/// <remarks>Shape: [in] → [units]. Blocks: weight [in, units] (PyTorch's Linear.weight, transposed) and bias [units]. The weights are initialized with He's uniform variance before a rectifier (Relu, LeakyRelu, Elu, Gelu, GeluTanh, Silu, Mish, HardSwish, Softplus) and with Glorot's otherwise; the bias is initialized with zeros.</remarks>
/// <param name="units">Number of outputs, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : Attribute
{
    /// <summary>Gets the number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Gets or sets whether the bias b is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Gets or sets the initializer of W. The default depends on the activation that follows.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>Gets or sets the value for <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>Gets or sets the initializer of b; by default b is initialized with zeros.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>Gets or sets the value for <see cref="Initializer.Constant"/> in <see cref="BiasInitializer"/>.</summary>
    public double BiasInitialValue { get; set; }
}
