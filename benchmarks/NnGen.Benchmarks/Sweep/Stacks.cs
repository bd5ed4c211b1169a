using NnGen;

namespace NnGen.Benchmarks.Sweep;

/// <summary>Layers of equal width: one, one with ReLU, and two and four of them one after the other.</summary>
public static partial class Stacks
{
    [Network(8, Inference = true), Dense(8)] public sealed partial class Last8;
    [Network(8, Inference = true), Dense(8), Relu] public sealed partial class Hidden8;
    [Network(8, Inference = true), Dense(8), Relu, Dense(8)] public sealed partial class Two8;
    [Network(8, Inference = true), Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8)] public sealed partial class Four8;
    [Network(16, Inference = true), Dense(16)] public sealed partial class Last16;
    [Network(16, Inference = true), Dense(16), Relu] public sealed partial class Hidden16;
    [Network(16, Inference = true), Dense(16), Relu, Dense(16)] public sealed partial class Two16;
    [Network(16, Inference = true), Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16)] public sealed partial class Four16;
    [Network(20, Inference = true), Dense(20)] public sealed partial class Last20;
    [Network(20, Inference = true), Dense(20), Relu] public sealed partial class Hidden20;
    [Network(20, Inference = true), Dense(20), Relu, Dense(20)] public sealed partial class Two20;
    [Network(20, Inference = true), Dense(20), Relu, Dense(20), Relu, Dense(20), Relu, Dense(20)] public sealed partial class Four20;
    [Network(24, Inference = true), Dense(24)] public sealed partial class Last24;
    [Network(24, Inference = true), Dense(24), Relu] public sealed partial class Hidden24;
    [Network(24, Inference = true), Dense(24), Relu, Dense(24)] public sealed partial class Two24;
    [Network(24, Inference = true), Dense(24), Relu, Dense(24), Relu, Dense(24), Relu, Dense(24)] public sealed partial class Four24;
    [Network(28, Inference = true), Dense(28)] public sealed partial class Last28;
    [Network(28, Inference = true), Dense(28), Relu] public sealed partial class Hidden28;
    [Network(28, Inference = true), Dense(28), Relu, Dense(28)] public sealed partial class Two28;
    [Network(28, Inference = true), Dense(28), Relu, Dense(28), Relu, Dense(28), Relu, Dense(28)] public sealed partial class Four28;
    [Network(32, Inference = true), Dense(32)] public sealed partial class Last32;
    [Network(32, Inference = true), Dense(32), Relu] public sealed partial class Hidden32;
    [Network(32, Inference = true), Dense(32), Relu, Dense(32)] public sealed partial class Two32;
    [Network(32, Inference = true), Dense(32), Relu, Dense(32), Relu, Dense(32), Relu, Dense(32)] public sealed partial class Four32;
    [Network(40, Inference = true), Dense(40)] public sealed partial class Last40;
    [Network(40, Inference = true), Dense(40), Relu] public sealed partial class Hidden40;
    [Network(40, Inference = true), Dense(40), Relu, Dense(40)] public sealed partial class Two40;
    [Network(40, Inference = true), Dense(40), Relu, Dense(40), Relu, Dense(40), Relu, Dense(40)] public sealed partial class Four40;
    [Network(48, Inference = true), Dense(48)] public sealed partial class Last48;
    [Network(48, Inference = true), Dense(48), Relu] public sealed partial class Hidden48;
    [Network(48, Inference = true), Dense(48), Relu, Dense(48)] public sealed partial class Two48;
    [Network(48, Inference = true), Dense(48), Relu, Dense(48), Relu, Dense(48), Relu, Dense(48)] public sealed partial class Four48;
}
