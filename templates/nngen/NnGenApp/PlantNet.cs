using NnGen;

namespace NnGenApp;

/// <summary>Classifies plants by four lengths. Go to the definition of a member (F12) to read the code that runs.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
public sealed partial class PlantNet;
