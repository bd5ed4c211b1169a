using NnGen;

namespace NnGen.IntegrationTests.HuberNetworks;

[Network(37)]
[Dense(37)]
[Huber(0.5)]
internal sealed partial class Half;

[Network(1)]
[Dense(1)]
[Huber(0.1)]
internal sealed partial class Tenth;

[Network(5)]
[Dense(5)]
[Huber(8)]
internal sealed partial class Eight;

[Network(3)]
[Dense(3)]
[Huber(1e38)]
internal sealed partial class Huge;
