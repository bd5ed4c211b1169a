using CsCheck;

namespace NnGenerator.Tests.Declarations;

/// <summary>Attributes of ours with numbers that fit and numbers that do not.</summary>
internal static class RandomAttribute
{
    private static readonly Gen<string> s_size = Gen.Frequency(
        (30, Gen.Int[1, 12].Select(Text)),
        (6, Gen.Int[13, 90].Select(Text)),
        (2, Gen.OneOf("0", "-1", "1000", "70000", "int.MaxValue", "int.MinValue", "int.MaxValue - 8", "65536", "46341")),
        (1, Gen.OneOf("\"a\"", "null", "1.5", "missing", "'c'", "2 + 3", "unchecked(int.MaxValue + 1)", "(int)3L", "1 / 0", "default", "")));

    private static readonly Gen<string> s_number = Gen.Frequency(
        (10, Gen.OneOf("0.1", "0.5", "0.25", "0.01", "0.9")),
        (4, Gen.OneOf("0", "1", "-1", "1e-30", "1e300", "20", "0.5f", "double.NaN", "double.PositiveInfinity", "double.Epsilon", "-0.0")),
        (1, Gen.OneOf("\"a\"", "null", "0.5m", "missing", "")));

    // Windows mostly fit; images are small so that the emitted code compiles quickly.
    private static readonly Gen<string> s_window = Gen.Frequency((12, Gen.Int[1, 3].Select(Text)), (1, s_size));

    private static readonly Gen<string> s_initializer = Gen.OneOf(
        "Initializer = Initializer.Zeros", "Initializer = Initializer.Constant, InitialValue = 0.5", "Initializer = (Initializer)99", "InitialValue = double.NaN", "UseBias = false", "UseBias = false, BiasInitialValue = 1",
        "BiasInitializer = Initializer.Constant, BiasInitialValue = double.NegativeInfinity", "Initializer = Initializer.HeNormal, BiasInitializer = Initializer.GlorotUniform", "Unknown = 1");

    public static Gen<string> Network { get; } = Gen.Select(
        Spelling("Network"),
        Gen.Frequency(
            (10, s_size.Select(static size => size)),
            (7, Gen.Select(Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[1, 9], static (c, h, w) => $"{c}, {h}, {w}")),
            (2, s_size.List[0, 5].Select(static sizes => string.Join(", ", sizes))),
            (1, Gen.OneOf("28, 28, 1", "new int[] { 3 }", "new[] { 1, 2, 3 }", "null", "inputShape: 4"))),
        Gen.Frequency((8, Gen.Const("")), (1, Gen.OneOf(", Inference = true", ", Inference = false", ", Inference = null"))),
        static (name, shape, named) => $"{name}({shape}{named})");

    public static Gen<string> Layer { get; } = Gen.Frequency(
        (8, Gen.Select(Spelling("Dense"), s_size, Maybe(s_initializer), static (name, size, more) => $"{name}({size}{more})")),
        (8, Activation().SelectMany(Spelling)),
        (2, Gen.Select(Gen.OneOf("LeakyRelu", "Elu", "Dropout"), s_number, static (name, number) => $"{name}({number})")),
        (2, Gen.OneOf("Softmax", "LogSoftmax", "Flatten", "GlobalAveragePool2D").SelectMany(Spelling)),
        (3, Gen.Select(Gen.Int[1, 4].Select(Text), s_window, Maybe(Gen.Frequency((2, Window()), (1, s_initializer))), static (filters, kernel, more) => $"Conv2D({filters}, {kernel}{more})")),
        (2, Gen.Select(Gen.OneOf("MaxPool2D", "AveragePool2D"), s_window, Maybe(Window()), static (name, size, more) => $"{name}({size}{more})")),
        (1, Gen.OneOf("Unknown", "System.Obsolete", "Dense", "Dense()", "Conv2D(1)", "Relu(3)", "Dense(units: 3)", "Dense(1, 2)", "System.Serializable")));

    public static Gen<string> Loss { get; } = Gen.Frequency(
        (4, Gen.OneOf("CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError", "MeanAbsoluteError", "Huber")),
        (1, s_number.Select(static number => $"Huber({number})")),
        (1, s_number.Select(static number => $"CrossEntropy(LabelSmoothing = {number})")));

    /// <summary>The attributes of a network that compiles.</summary>
    public static Gen<string[]> Sane { get; } = Gen.Select(
        Gen.Frequency(
            (3, Gen.Int[1, 40].Select(static size => new[] { $"Network({size})" })),
            (1, Gen.Select(Gen.Int[1, 3], Gen.Int[3, 7], Gen.Int[3, 7], Gen.Int[1, 4], static (c, h, w, f) => new[] { $"Network({c}, {h}, {w})", $"Conv2D({f}, 3, Padding = 1)", "Relu", "MaxPool2D(2)", "Flatten" }))),
        Gen.Select(Gen.Int[1, 40], Activation(), Gen.OneOf("", "", "", "Dropout(0.25)"), static (units, activation, dropout) => dropout.Length == 0 ? new[] { $"Dense({units})", activation } : [$"Dense({units})", activation, dropout]).List[0, 3],
        Gen.OneOf("Dense(1), Sigmoid", "Dense(4), Softmax", "Dense(7), LogSoftmax, CrossEntropy(LabelSmoothing = 0.1)", "Dense(2)", "Dense(3), MeanAbsoluteError", "Dense(2), Sigmoid, BinaryCrossEntropy", "Dense(1), Huber(0.3)", "Dense(5), Tanh"),
        static (input, hidden, head) => (string[])[.. input, .. hidden.SelectMany(static layers => layers), .. head.Split(", ")]);

    private static Gen<string> Activation() => Gen.OneOf("Relu", "Selu", "Gelu", "GeluTanh", "Silu", "Mish", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus", "Softsign");

    private static Gen<string> Window() => Gen.Select(Gen.OneOf("Stride", "Padding", "KernelHeight"), s_window, static (name, size) => $"{name} = {size}");

    private static Gen<string> Maybe(Gen<string> argument) => Gen.Frequency((3, Gen.Const("")), (1, argument.Select(static text => $", {text}")));

    private static Gen<string> Spelling(string name) => Gen.Frequency((12, Gen.Const(name)), (1, Gen.OneOf($"NnGen.{name}", $"{name}Attribute", $"global::NnGen.{name}Attribute")));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
