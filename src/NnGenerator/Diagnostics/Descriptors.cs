using Microsoft.CodeAnalysis;

namespace NnGenerator.Diagnostics;

/// <summary>Every message, in one place: ids are a public namespace.</summary>
internal static class Descriptors
{
    /// <summary>The class '{0}' is marked [Network] but is not partial; write 'partial class {0}' so that NnGen can add its code</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error("NNG001", "The network's class is not partial",
        "The class '{0}' is marked [Network] but is not partial; write 'partial class {0}' so that NnGen can add its code");

    /// <summary>'{0}' has no layer; add at least one below [Network], such as [Dense(10)]</summary>
    public static readonly DiagnosticDescriptor NoLayers = Error("NNG002", "The network has no layer",
        "'{0}' has no layer; add at least one below [Network], such as [Dense(10)]");

    /// <summary>[{0}] stands on another part of '{1}' than [Network]; move it there, since the order of layers across parts is the order of files</summary>
    public static readonly DiagnosticDescriptor OtherPart = Error("NNG003", "A layer stands on another part of the class",
        "[{0}] stands on another part of '{1}' than [Network]; move it there, since the order of layers across parts is the order of files");

    /// <summary>'{0}' cannot be a network: {1}; use a plain partial class</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Error("NNG004", "The type cannot be a network",
        "'{0}' cannot be a network: {1}; use a plain partial class");

    /// <summary>[Network] stands on more than one part of '{0}'; keep one, with all layers</summary>
    public static readonly DiagnosticDescriptor TwoParts = Error("NNG005", "[Network] stands on two parts of the class",
        "[Network] stands on more than one part of '{0}'; keep one, with all layers");

    /// <summary>The type '{0}' around the network '{1}' is not partial; write 'partial' before its keyword too</summary>
    public static readonly DiagnosticDescriptor ContainerNotPartial = Error("NNG006", "A type around the network is not partial",
        "The type '{0}' around the network '{1}' is not partial; write 'partial' before its keyword too");

    /// <summary>{0} has the size {1}, but sizes are at least 1</summary>
    public static readonly DiagnosticDescriptor SizeNotPositive = Error("NNG101", "A size is not positive",
        "{0} has the size {1}, but sizes are at least 1");

    /// <summary>{0} has the rate {1}, but it must be at least 0 and less than 1: the part of the values that is dropped</summary>
    public static readonly DiagnosticDescriptor RateOutOfRange = Error("NNG102", "A rate is out of range",
        "{0} has the rate {1}, but it must be at least 0 and less than 1: the part of the values that is dropped");

    /// <summary>'{0}' would need {1} {2}, more than the {3} that one array can hold; make its layers smaller</summary>
    public static readonly DiagnosticDescriptor TooLarge = Error("NNG103", "The network is too large",
        "'{0}' would need {1} {2}, more than the {3} that one array can hold; make its layers smaller");

    /// <summary>The argument {0} is {1}, but it must be {2}</summary>
    public static readonly DiagnosticDescriptor ArgumentOutOfRange = Error("NNG104", "An argument is out of range",
        "The argument {0} is {1}, but it must be {2}");

    /// <summary>[Network] takes the shape of one sample: one number for a vector, or channels, height and width for an image; {0} numbers were given</summary>
    public static readonly DiagnosticDescriptor InputShape = Error("NNG105", "The input shape is not supported",
        "[Network] takes the shape of one sample: one number for a vector, or channels, height and width for an image; {0} numbers were given");

    /// <summary>Layer {0} ({1}) needs at least a {2} input but {3} {4}; use a smaller window or remove a pooling layer</summary>
    public static readonly DiagnosticDescriptor WindowDoesNotFit = Error("NNG106", "A window is larger than the image",
        "Layer {0} ({1}) needs at least a {2} input but {3} {4}; use a smaller window or remove a pooling layer");

    /// <summary>Layer {0} ({1}) works on images but {2} {3}; give [Network] channels, height and width, and put [Flatten] behind the last layer that needs them</summary>
    public static readonly DiagnosticDescriptor NeedsImage = Error("NNG107", "A layer needs an image",
        "Layer {0} ({1}) works on images but {2} {3}; give [Network] channels, height and width, and put [Flatten] behind the last layer that needs them");

    /// <summary>Layer {0} ({1}) works on vectors but {2} {3}; put [Flatten] before it</summary>
    public static readonly DiagnosticDescriptor NeedsVector = Error("NNG108", "A layer needs a vector",
        "Layer {0} ({1}) works on vectors but {2} {3}; put [Flatten] before it");

    /// <summary>{0} does not fit behind {1}; {2}</summary>
    public static readonly DiagnosticDescriptor LossDoesNotFit = Error("NNG201", "The loss does not fit the last layer",
        "{0} does not fit behind {1}; {2}");

    /// <summary>'{0}' has more than one loss; keep one</summary>
    public static readonly DiagnosticDescriptor TwoLosses = Error("NNG202", "The network has two losses",
        "'{0}' has more than one loss; keep one");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "NnGen", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
