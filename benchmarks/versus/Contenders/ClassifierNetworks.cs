using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(4)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class TinyNet;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class XorNet;

[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;

[Network(784)]
[Dense(512), Relu]
[Dense(256), Relu]
[Dense(10), Softmax]
internal sealed partial class WideNet;

[Network(1024)]
[Dense(1024), Relu]
[Dense(1024), Relu]
[Dense(10), Softmax]
internal sealed partial class DeepNet;

/// <summary>Dense networks with a head.</summary>
internal static partial class NnGenNetworks
{
    private static void AddClassifiers(Dictionary<Architecture, Entry> entries)
    {
        entries[Architectures.Tiny] = Trained<TinyNet, int>(Classes, static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
        entries[Architectures.Xor] = Trained<XorNet, float>(Numbers);
        entries[Architectures.Digits] = Trained<DigitNet, int>(Classes);
        entries[Architectures.Wide] = Trained<WideNet, int>(Classes);
        entries[Architectures.Deep] = Trained<DeepNet, int>(Classes);
    }
}
