using NnGen;

namespace NnGen.Benchmarks.Widths;

/// <summary>Single dense layers with as many outputs as inputs.</summary>
public static partial class SquareLayers
{
    [Network(4, Inference = true), Dense(4)] public sealed partial class Layer4;
    [Network(8, Inference = true), Dense(8)] public sealed partial class Layer8;
    [Network(12, Inference = true), Dense(12)] public sealed partial class Layer12;
    [Network(16, Inference = true), Dense(16)] public sealed partial class Layer16;
    [Network(20, Inference = true), Dense(20)] public sealed partial class Layer20;
    [Network(24, Inference = true), Dense(24)] public sealed partial class Layer24;
    [Network(32, Inference = true), Dense(32)] public sealed partial class Layer32;
    [Network(40, Inference = true), Dense(40)] public sealed partial class Layer40;
    [Network(48, Inference = true), Dense(48)] public sealed partial class Layer48;
    [Network(64, Inference = true), Dense(64)] public sealed partial class Layer64;
    [Network(96, Inference = true), Dense(96)] public sealed partial class Layer96;
    [Network(128, Inference = true), Dense(128)] public sealed partial class Layer128;
    [Network(192, Inference = true), Dense(192)] public sealed partial class Layer192;
    [Network(256, Inference = true), Dense(256)] public sealed partial class Layer256;
}
