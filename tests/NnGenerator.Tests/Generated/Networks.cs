namespace NnGenerator.Tests.Generated;

/// <summary>Declarations that several tests compile.</summary>
internal static class Networks
{
    public const string DigitNet =
        """
        using NnRuntime;

        namespace Digits;

        /// <summary>Tells digits apart.</summary>
        [Network(784)]
        [Dense(128), Relu]
        [Dropout(0.2)]
        [Dense(10), Softmax]
        public sealed partial class DigitNet;

        """;

    public const string Xor =
        """
        using NnRuntime;

        namespace Logic;

        /// <summary>Exclusive or.</summary>
        [Network(2)]
        [Dense(8), Tanh]
        [Dense(1), Sigmoid]
        public sealed partial class Xor;

        """;
}
