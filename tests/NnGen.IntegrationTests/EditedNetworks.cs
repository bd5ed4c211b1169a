using NnGen;

namespace NnGen.IntegrationTests;

/// <summary>Networks that differ in arguments which no shape shows.</summary>
internal static partial class Edited
{
    public static partial class Before
    {
        [Network(2)]
        [Dense(3), LeakyRelu(0.2)]
        [Dense(2), Elu(0.5)]
        [Dense(2), Softmax]
        [CrossEntropy(LabelSmoothing = 0.1)]
        internal sealed partial class Steep;
    }

    public static partial class After
    {
        [Network(2)]
        [Dense(3), LeakyRelu]
        [Dense(2), Elu]
        [Dense(2), Softmax]
        internal sealed partial class Steep;
    }

    [Network(2)]
    [Dense(1)]
    [Huber(0.5)]
    internal sealed partial class Outliers;
}
