using Microsoft.CodeAnalysis;

namespace NnGenerator.Diagnostics;

/// <summary>Defines all messages in one place, since their ids are public.</summary>
internal static class Descriptors
{
    /// <summary>The folder of the documentation pages of the messages.</summary>
    public const string HelpFolder = "https://github.com/nngen/nngen/blob/main/docs/diagnostics/";

    /// <summary>The class '{0}' is marked [Network] but is not partial; write 'partial class {0}' so that NnGen can add its code</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error("NNG001", "The network's class is not partial",
        "The class '{0}' is marked [Network] but is not partial; write 'partial class {0}' so that NnGen can add its code");

    /// <summary>'{0}' has no layer; add at least one below [Network], such as [Dense(10)]</summary>
    public static readonly DiagnosticDescriptor NoLayers = Error("NNG002", "The network has no layer",
        "'{0}' has no layer; add at least one below [Network], such as [Dense(10)]");

    /// <summary>[{0}] is on a different part of '{1}' than [Network], and the order of attributes across parts depends on the order of files; move it to the part with [Network]</summary>
    public static readonly DiagnosticDescriptor OtherPart = Error("NNG003", "A layer is on a different part of the class",
        "[{0}] is on a different part of '{1}' than [Network], and the order of attributes across parts depends on the order of files; move it to the part with [Network]");

    /// <summary>'{0}' cannot be a network: {1}; {2}</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Error("NNG004", "The type cannot be a network",
        "'{0}' cannot be a network: {1}; {2}");

    /// <summary>[Network] is on more than one part of '{0}'; keep one, and put all layers below it</summary>
    public static readonly DiagnosticDescriptor TwoParts = Error("NNG005", "[Network] is on two parts of the class",
        "[Network] is on more than one part of '{0}'; keep one, and put all layers below it");

    /// <summary>The type '{0}', which contains the network '{1}', is not partial; declare it partial too</summary>
    public static readonly DiagnosticDescriptor ContainerNotPartial = Error("NNG006", "A type that contains the network is not partial",
        "The type '{0}', which contains the network '{1}', is not partial; declare it partial too");

    /// <summary>'{0}' has layers but no [Network], so nothing is compiled; put [Network(features)] with the shape of one sample above [{1}]</summary>
    public static readonly DiagnosticDescriptor NoNetwork = Error("NNG007", "Layers without [Network]",
        "'{0}' has layers but no [Network], so nothing is compiled; put [Network(features)] with the shape of one sample above [{1}]");

    /// <summary>This constructor of '{0}' {1}; {2}</summary>
    public static readonly DiagnosticDescriptor ConstructorCollides = Error("NNG008", "A constructor conflicts with the emitted one",
        "This constructor of '{0}' {1}; {2}");

    /// <summary>'{0}' has a member '{1}', but NnGen adds one with that name; rename yours</summary>
    public static readonly DiagnosticDescriptor MemberCollides = Error("NNG009", "A member conflicts with an emitted one",
        "'{0}' has a member '{1}', but NnGen adds one with that name; rename yours");

    /// <summary>[{0}] {1}</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = Error("NNG010", "Unknown attribute",
        "[{0}] {1}");

    /// <summary>'{0}' has a required member '{1}', but networks are also created by Create(seed), which cannot set it; remove 'required'</summary>
    public static readonly DiagnosticDescriptor RequiredMember = Error("NNG011", "The network has a required member",
        "'{0}' has a required member '{1}', but networks are also created by Create(seed), which cannot set it; remove 'required'");

    /// <summary>The base class '{1}' of the network '{0}' {2}; {3}</summary>
    public static readonly DiagnosticDescriptor BaseInTheWay = Error("NNG012", "The base class conflicts with the emitted code",
        "The base class '{1}' of the network '{0}' {2}; {3}");

    /// <summary>{0} has the size {1}; use a size of at least 1</summary>
    public static readonly DiagnosticDescriptor SizeNotPositive = Error("NNG101", "A size is not positive",
        "{0} has the size {1}; use a size of at least 1");

    /// <summary>{0} has the rate {1}; use a rate of at least 0 and less than 1, the fraction of values to drop</summary>
    public static readonly DiagnosticDescriptor RateOutOfRange = Error("NNG102", "A rate is out of range",
        "{0} has the rate {1}; use a rate of at least 0 and less than 1, the fraction of values to drop");

    /// <summary>'{0}' would need {1} {2}, more than the {3} that one array can hold; make its layers smaller</summary>
    public static readonly DiagnosticDescriptor TooLarge = Error("NNG103", "The network is too large",
        "'{0}' would need {1} {2}, more than the {3} that one array can hold; make its layers smaller");

    /// <summary>The argument {0} is {1}; use {2}</summary>
    public static readonly DiagnosticDescriptor ArgumentOutOfRange = Error("NNG104", "An argument is out of range",
        "The argument {0} is {1}; use {2}");

    /// <summary>[Network] has {0} numbers; write the shape of one sample: one number for a vector, or channels, height and width for an image</summary>
    public static readonly DiagnosticDescriptor InputShape = Error("NNG105", "The input shape is not supported",
        "[Network] has {0} numbers; write the shape of one sample: one number for a vector, or channels, height and width for an image");

    /// <summary>Layer {0} ({1}) needs at least a {2} input, but {3} {4}; {5}</summary>
    public static readonly DiagnosticDescriptor WindowDoesNotFit = Error("NNG106", "A window is larger than the image",
        "Layer {0} ({1}) needs at least a {2} input, but {3} {4}; {5}");

    /// <summary>Layer {0} ({1}) expects an image, but {2} a vector of {3} numbers; {4}</summary>
    public static readonly DiagnosticDescriptor NeedsImage = Error("NNG107", "A layer needs an image",
        "Layer {0} ({1}) expects an image, but {2} a vector of {3} numbers; {4}");

    /// <summary>Layer {0} ({1}) expects a vector, but {2} {3}; insert [Flatten] before it</summary>
    public static readonly DiagnosticDescriptor NeedsVector = Error("NNG108", "A layer needs a vector",
        "Layer {0} ({1}) expects a vector, but {2} {3}; insert [Flatten] before it");

    /// <summary>The argument {0} has no effect, since {1}; remove it</summary>
    public static readonly DiagnosticDescriptor ArgumentWithoutEffect = Warning("NNG109", "An argument has no effect",
        "The argument {0} has no effect, since {1}; remove it");

    /// <summary>Layer {0} ({1}) has no effect, since {2}; remove it</summary>
    public static readonly DiagnosticDescriptor LayerWithoutEffect = Warning("NNG110", "A layer has no effect",
        "Layer {0} ({1}) has no effect, since {2}; remove it");

    /// <summary>[Network({0})] declares {1} channels of {2} pixels; {3}</summary>
    public static readonly DiagnosticDescriptor ChannelsLast = Warning("NNG111", "The channels seem to come last",
        "[Network({0})] declares {1} channels of {2} pixels; {3}");

    /// <summary>The argument {0} is {1}, {2}; {3}</summary>
    public static readonly DiagnosticDescriptor ArgumentNotConstant = Error("NNG112", "An argument is not a constant",
        "The argument {0} is {1}, {2}; {3}");

    /// <summary>{0} cannot follow {1}; {2}</summary>
    public static readonly DiagnosticDescriptor LossDoesNotFit = Error("NNG201", "The loss does not fit the last layer",
        "{0} cannot follow {1}; {2}");

    /// <summary>'{0}' has two losses, {1} and {2}; keep one</summary>
    public static readonly DiagnosticDescriptor TwoLosses = Error("NNG202", "The network has two losses",
        "'{0}' has two losses, {1} and {2}; keep one");

    /// <summary>Layer {0} ({1}) is not the last layer, and it turns {2} values into {3}, so little gradient passes through it; remove it, or put it last</summary>
    public static readonly DiagnosticDescriptor SoftmaxInside = Warning("NNG203", "Softmax is not the last layer",
        "Layer {0} ({1}) is not the last layer, and it turns {2} values into {3}, so little gradient passes through it; remove it, or put it last");

    /// <summary>Softmax over one output is always 1, so there is nothing to learn; use [Sigmoid] (with [BinaryCrossEntropy]) for two classes, or one output per class</summary>
    public static readonly DiagnosticDescriptor OneClass = Error("NNG204", "Softmax over one output",
        "Softmax over one output is always 1, so there is nothing to learn; use [Sigmoid] (with [BinaryCrossEntropy]) for two classes, or one output per class");

    /// <summary>The code of a network needs C# 12 or later, but this project uses C# {0}; remove LangVersion from the project file, or raise it</summary>
    public static readonly DiagnosticDescriptor LanguageTooOld = Error("NNG301", "The version of C# is too old",
        "The code of a network needs C# 12 or later, but this project uses C# {0}; remove LangVersion from the project file, or raise it");

    /// <summary>The code of a network needs .NET {0} or later, but this project is built for .NET {1}; raise TargetFramework to net{0}</summary>
    public static readonly DiagnosticDescriptor FrameworkTooOld = Error("NNG302", "The version of .NET is too old",
        "The code of a network needs .NET {0} or later, but this project is built for .NET {1}; raise TargetFramework to net{0}");

    /// <summary>[Network] cannot be found, since this project references the generator of NnGen but not NnRuntime; reference the package NnGen or the project NnRuntime</summary>
    public static readonly DiagnosticDescriptor RuntimeMissing = Error("NNG303", "NnRuntime is not referenced",
        "[Network] cannot be found, since this project references the generator of NnGen but not NnRuntime; reference the package NnGen or the project NnRuntime");

    /// <summary>NnRuntime has version {0}, but the generator has version {1}; reference the same version of both</summary>
    public static readonly DiagnosticDescriptor OtherVersion = Error("NNG304", "NnRuntime and the generator have different versions",
        "NnRuntime has version {0}, but the generator has version {1}; reference the same version of both");

    /// <summary>The type '{0}' in {1}; {2}</summary>
    public static readonly DiagnosticDescriptor NameTaken = Error("NNG305", "A type hides a name that networks use",
        "The type '{0}' in {1}; {2}");

    /// <summary>Layers {0} ({1}) and {2} ({3}) have no activation between them, so together they are one linear map {4}; put an activation such as [Relu] between them</summary>
    public static readonly DiagnosticDescriptor LinearInARow = Warning("NNG401", "Linear layers in a row",
        "Layers {0} ({1}) and {2} ({3}) have no activation between them, so together they are one linear map {4}; put an activation such as [Relu] between them");

    /// <summary>'{0}' is {1}: its only linear layer can {2}; if that is not enough, put a hidden layer such as [{3}] before layer {4}</summary>
    public static readonly DiagnosticDescriptor OneLinearLayer = Info("NNG402", "The network is one linear layer",
        "'{0}' is {1}: its only linear layer can {2}; if that is not enough, put a hidden layer such as [{3}] before layer {4}");

    /// <summary>MeanSquaredError after {0} {1}; use [{2}], which is fused with {0} and has the gradient p − t</summary>
    public static readonly DiagnosticDescriptor SquaredProbabilities = Warning("NNG403", "Mean squared error on probabilities",
        "MeanSquaredError after {0} {1}; use [{2}], which is fused with {0} and has the gradient p − t");

    /// <summary>Layer {0} ({1}) drops outputs of the network during training, and no layer after it can learn to compensate; move it before the last layer with weights</summary>
    public static readonly DiagnosticDescriptor DropoutAtEnd = Warning("NNG404", "Dropout after the last layer",
        "Layer {0} ({1}) drops outputs of the network during training, and no layer after it can learn to compensate; move it before the last layer with weights");

    /// <summary>Layer {0} ({1}) drops inputs of the network during training; unless they are noisy or redundant, move it after an activation</summary>
    public static readonly DiagnosticDescriptor DropoutOnInputs = Info("NNG405", "Dropout before the first layer",
        "Layer {0} ({1}) drops inputs of the network during training; unless they are noisy or redundant, move it after an activation");

    /// <summary>{0} is computed from logits, and without [{1}] as the last layer, Forward writes these logits instead of probabilities; add [{1}], which costs nothing in training, or keep the logits if you only use Classify and Predict</summary>
    public static readonly DiagnosticDescriptor NoHead = Info("NNG406", "The network has no head",
        "{0} is computed from logits, and without [{1}] as the last layer, Forward writes these logits instead of probabilities; add [{1}], which costs nothing in training, or keep the logits if you only use Classify and Predict");

    /// <summary>Layer {0} ({1}) changes the logits before {2}, {3}; remove it</summary>
    public static readonly DiagnosticDescriptor ActivationBeforeHead = Warning("NNG407", "An activation directly before the head",
        "Layer {0} ({1}) changes the logits before {2}, {3}; remove it");

    /// <summary>'{0}' has {1} parameters ({2} MB), and training with Adam takes four times as much memory; make its layers smaller</summary>
    public static readonly DiagnosticDescriptor LargeNetwork = Warning("NNG408", "The network is very large",
        "'{0}' has {1} parameters ({2} MB), and training with Adam takes four times as much memory; make its layers smaller");

    /// <summary>'{0}' has {1} layers, and code is emitted for each of them, so more than about {2} slow down the build; use fewer layers</summary>
    public static readonly DiagnosticDescriptor DeepNetwork = Warning("NNG409", "The network is very deep",
        "'{0}' has {1} layers, and code is emitted for each of them, so more than about {2} slow down the build; use fewer layers");

    /// <summary>'{0}' has no layer with parameters, so there is nothing to train; add one such as [Dense(10)], or set Inference = true</summary>
    public static readonly DiagnosticDescriptor NothingToTrain = Info("NNG410", "The network has no parameters",
        "'{0}' has no layer with parameters, so there is nothing to train; add one such as [Dense(10)], or set Inference = true");

    /// <summary>[{0}] is not a layer of NnGen and is ignored; {1}</summary>
    public static readonly DiagnosticDescriptor NotALayer = Warning("NNG411", "An attribute among the layers is not a layer",
        "[{0}] is not a layer of NnGen and is ignored; {1}");

    /// <summary>Gets all messages, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        NoLayers,
        OtherPart,
        UnsupportedType,
        TwoParts,
        ContainerNotPartial,
        NoNetwork,
        ConstructorCollides,
        MemberCollides,
        UnknownAttribute,
        RequiredMember,
        BaseInTheWay,
        SizeNotPositive,
        RateOutOfRange,
        TooLarge,
        ArgumentOutOfRange,
        InputShape,
        WindowDoesNotFit,
        NeedsImage,
        NeedsVector,
        ArgumentWithoutEffect,
        LayerWithoutEffect,
        ChannelsLast,
        ArgumentNotConstant,
        LossDoesNotFit,
        TwoLosses,
        SoftmaxInside,
        OneClass,
        LanguageTooOld,
        FrameworkTooOld,
        RuntimeMissing,
        OtherVersion,
        NameTaken,
        LinearInARow,
        OneLinearLayer,
        SquaredProbabilities,
        DropoutAtEnd,
        DropoutOnInputs,
        NoHead,
        ActivationBeforeHead,
        LargeNetwork,
        DeepNetwork,
        NothingToTrain,
        NotALayer,
    ];

    // Errors cannot be disabled: not by #pragma, .editorconfig or NoWarn. A network with an error would build and throw when it is used.
    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, "NnGen", severity, isEnabledByDefault: true, helpLinkUri: $"{HelpFolder}{id}.md", customTags: tags);
}
