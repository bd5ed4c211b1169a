using NnGen;

namespace NnGen.Benchmarks.Widths;

/// <summary>Networks of two equal layers with ReLU between them.</summary>
public static partial class Squares
{
    [Network(8), Dense(8), Relu, Dense(8), MeanSquaredError] public sealed partial class Square8;
    [Network(12), Dense(12), Relu, Dense(12), MeanSquaredError] public sealed partial class Square12;
    [Network(16), Dense(16), Relu, Dense(16), MeanSquaredError] public sealed partial class Square16;
    [Network(20), Dense(20), Relu, Dense(20), MeanSquaredError] public sealed partial class Square20;
    [Network(24), Dense(24), Relu, Dense(24), MeanSquaredError] public sealed partial class Square24;
    [Network(28), Dense(28), Relu, Dense(28), MeanSquaredError] public sealed partial class Square28;
    [Network(32), Dense(32), Relu, Dense(32), MeanSquaredError] public sealed partial class Square32;
    [Network(40), Dense(40), Relu, Dense(40), MeanSquaredError] public sealed partial class Square40;
    [Network(48), Dense(48), Relu, Dense(48), MeanSquaredError] public sealed partial class Square48;
    [Network(64), Dense(64), Relu, Dense(64), MeanSquaredError] public sealed partial class Square64;
    [Network(96), Dense(96), Relu, Dense(96), MeanSquaredError] public sealed partial class Square96;
    [Network(128), Dense(128), Relu, Dense(128), MeanSquaredError] public sealed partial class Square128;
    [Network(192), Dense(192), Relu, Dense(192), MeanSquaredError] public sealed partial class Square192;
    [Network(256), Dense(256), Relu, Dense(256), MeanSquaredError] public sealed partial class Square256;
    [Network(512), Dense(512), Relu, Dense(512), MeanSquaredError] public sealed partial class Square512;
    [Network(1024), Dense(1024), Relu, Dense(1024), MeanSquaredError] public sealed partial class Square1024;
    [Network(2048), Dense(2048), Relu, Dense(2048), MeanSquaredError] public sealed partial class Square2048;
}
