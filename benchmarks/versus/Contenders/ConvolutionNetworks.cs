using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
internal sealed partial class LeNet;

[Network(3, 32, 32)]
[Conv2D(32, 3, Padding = 1), Relu]
[Conv2D(32, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1), Relu]
[Conv2D(64, 3, Padding = 1), Relu, MaxPool2D(2)]
[Flatten]
[Dense(10), Softmax]
internal sealed partial class ColorNet;

/// <summary>Networks with convolutions.</summary>
internal static partial class NnGenNetworks
{
    private static void AddConvolutions(Dictionary<Architecture, Entry> entries)
    {
        entries[Architectures.LeNet] = Trained<LeNet, int>(Classes);
        entries[Architectures.Color] = Trained<ColorNet, int>(Classes);
    }
}
