using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(24)]
[Dense(8), Tanh]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class NarrowNet;

[Network(4)]
[Dense(32), Tanh]
[Dense(16), Tanh]
[Dense(4)]
[MeanSquaredError]
internal sealed partial class ControlNet;

[Network(32)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(32)]
[MeanSquaredError]
internal sealed partial class EvenNet;

[Network(8)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(4)]
[MeanSquaredError]
internal sealed partial class SpindleNet;

/// <summary>Dense networks with linear outputs and the squared error.</summary>
internal static partial class NnGenNetworks
{
    private static void AddRegressions(Dictionary<Architecture, Entry> entries)
    {
        entries[Architectures.Narrow] = Trained<NarrowNet, float>(Numbers);
        entries[Architectures.Control] = Trained<ControlNet, float>(Numbers, static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
        entries[Architectures.Even] = Trained<EvenNet, float>(Numbers);
        entries[Architectures.Spindle] = Trained<SpindleNet, float>(Numbers, static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
    }
}
