using NnGen;

namespace NnGen.Benchmarks.Convolutions;

/// <summary>Single convolutions with 3×3 kernels, with few and many channels, on large and small images. From 16 channels and filters on, they are computed in tiles.</summary>
public static partial class ImageLayers
{
    [Network(3, 32, 32), Conv2D(32, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv3To32On32x32;
    [Network(8, 32, 32), Conv2D(8, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv8To8On32x32;
    [Network(15, 32, 32), Conv2D(15, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv15To15On32x32;
    [Network(16, 32, 32), Conv2D(16, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv16To16On32x32;
    [Network(32, 32, 32), Conv2D(32, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv32To32On32x32;
    [Network(16, 16, 16), Conv2D(16, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv16To16On16x16;
    [Network(32, 16, 16), Conv2D(32, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv32To32On16x16;
    [Network(64, 16, 16), Conv2D(64, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv64To64On16x16;
    [Network(64, 17, 17), Conv2D(64, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv64To64On17x17;
    [Network(64, 8, 8), Conv2D(64, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv64To64On8x8;
    [Network(128, 8, 8), Conv2D(128, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv128To128On8x8;
    [Network(256, 8, 8), Conv2D(256, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv256To256On8x8;
    [Network(256, 4, 4), Conv2D(256, 3, Padding = 1), Relu, GlobalAveragePool2D, MeanSquaredError] public sealed partial class Conv256To256On4x4;
}
