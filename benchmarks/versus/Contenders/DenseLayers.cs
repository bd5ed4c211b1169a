using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(4), Dense(4)]
internal sealed partial class Dense4Net;

[Network(8), Dense(8)]
internal sealed partial class Dense8Net;

[Network(12), Dense(12)]
internal sealed partial class Dense12Net;

[Network(16), Dense(16)]
internal sealed partial class Dense16Net;

[Network(20), Dense(20)]
internal sealed partial class Dense20Net;

[Network(24), Dense(24)]
internal sealed partial class Dense24Net;

[Network(32), Dense(32)]
internal sealed partial class Dense32Net;

[Network(40), Dense(40)]
internal sealed partial class Dense40Net;

[Network(48), Dense(48)]
internal sealed partial class Dense48Net;

[Network(64), Dense(64)]
internal sealed partial class Dense64Net;

[Network(96), Dense(96)]
internal sealed partial class Dense96Net;

[Network(128), Dense(128)]
internal sealed partial class Dense128Net;

[Network(192), Dense(192)]
internal sealed partial class Dense192Net;

[Network(256), Dense(256)]
internal sealed partial class Dense256Net;

internal static partial class NnGenNetworks
{
    private static void AddDenseLayers(Dictionary<Architecture, Entry> entries)
    {
        entries[Architectures.DenseLayer(4)] = ForwardOnly<Dense4Net>(static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
        entries[Architectures.DenseLayer(8)] = ForwardOnly<Dense8Net>(static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
        entries[Architectures.DenseLayer(12)] = ForwardOnly<Dense12Net>(static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        });
        entries[Architectures.DenseLayer(16)] = ForwardOnly<Dense16Net>();
        entries[Architectures.DenseLayer(20)] = ForwardOnly<Dense20Net>();
        entries[Architectures.DenseLayer(24)] = ForwardOnly<Dense24Net>();
        entries[Architectures.DenseLayer(32)] = ForwardOnly<Dense32Net>();
        entries[Architectures.DenseLayer(40)] = ForwardOnly<Dense40Net>();
        entries[Architectures.DenseLayer(48)] = ForwardOnly<Dense48Net>();
        entries[Architectures.DenseLayer(64)] = ForwardOnly<Dense64Net>();
        entries[Architectures.DenseLayer(96)] = ForwardOnly<Dense96Net>();
        entries[Architectures.DenseLayer(128)] = ForwardOnly<Dense128Net>();
        entries[Architectures.DenseLayer(192)] = ForwardOnly<Dense192Net>();
        entries[Architectures.DenseLayer(256)] = ForwardOnly<Dense256Net>();
    }
}
