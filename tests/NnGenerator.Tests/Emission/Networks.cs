namespace NnGenerator.Tests.Emission;

/// <summary>Declarations that several tests compile.</summary>
internal static class Networks
{
    public const string DigitNet =
        """
        using NnGen;

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
        using NnGen;

        namespace Logic;

        /// <summary>Exclusive or.</summary>
        [Network(2)]
        [Dense(8), Tanh]
        [Dense(1), Sigmoid]
        public sealed partial class Xor;

        """;

    public const string LeNet =
        """
        using NnGen;

        namespace Images;

        /// <summary>Tells digits apart by their shapes.</summary>
        [Network(1, 28, 28)]
        [Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
        [Conv2D(16, 5), Relu, MaxPool2D(2)]
        [Flatten]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        public sealed partial class LeNet;

        """;

    /// <summary>Whatever LeNet lacks: strides, padding behind the first layer, windows that overlap, activations that are no part of a product.</summary>
    public const string Strided =
        """
        using NnGen;

        namespace Images;

        /// <summary>Every other way through an image.</summary>
        [Network(2, 17, 19)]
        [Conv2D(5, 3, Stride = 2, Padding = 1, UseBias = false), Gelu]
        [AveragePool2D(2, Stride = 1)]
        [Conv2D(7, 3, KernelHeight = 1, Padding = 1), Dropout(0.1)]
        [MaxPool2D(3, Stride = 2, Padding = 1), Tanh]
        [GlobalAveragePool2D]
        [Dense(3)]
        public sealed partial class Strided;

        """;
}
