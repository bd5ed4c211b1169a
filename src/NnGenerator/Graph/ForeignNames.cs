namespace NnGenerator.Graph;

/// <summary>What to write instead of an attribute that NnGen does not have.</summary>
/// <param name="Advice">The way out, as an imperative.</param>
/// <param name="Name">The attribute of ours that is meant; null when there is none.</param>
internal sealed record Suggestion(string Advice, string? Name);

/// <summary>The names that PyTorch, Keras and others have for layers and losses, and what they are called here.</summary>
internal static class ForeignNames
{
    private const string Suffix = "Attribute";

    // Ours → what others call it, in lower case and without underscores.
    private static readonly (string Name, string[] Others)[] s_synonyms =
    [
        ("Network", ["neuralnetwork", "sequential", "model", "net", "input", "inputlayer", "inputshape", "nn"]),
        ("Dense", ["linear", "fullyconnected", "fc", "affine", "innerproduct", "lazylinear", "perceptron"]),
        ("Dropout", ["alphadropout", "featurealphadropout"]),
        ("Conv2D", ["convolution2d", "convolution", "conv", "lazyconv2d"]),
        ("MaxPool2D", ["maxpooling2d", "maxpool", "maxpooling"]),
        ("AveragePool2D", ["avgpool2d", "avgpool", "averagepooling2d", "averagepool", "averagepooling", "avgpooling2d", "meanpool2d"]),
        ("GlobalAveragePool2D", ["globalaveragepooling2d", "globalavgpool2d", "globalavgpool", "globalaveragepool", "globalaveragepooling", "adaptiveavgpool2d", "gap"]),
        ("Flatten", ["flattenlayer"]),
        ("LogSoftmax", ["logsoftmax"]),
        ("Silu", ["swish"]),
        ("HardSwish", ["hswish", "hardsilu"]),
        ("HardSigmoid", ["hsigmoid"]),
        ("Sigmoid", ["logistic"]),
        ("Tanh", ["hyperbolictangent"]),
        ("GeluTanh", ["gelunew", "fastgelu", "geluapproximate", "approximategelu"]),
        ("Relu", ["rectifier", "rectifiedlinearunit"]),
        ("CrossEntropy", ["crossentropyloss", "categoricalcrossentropy", "sparsecategoricalcrossentropy", "softmaxcrossentropy", "nllloss", "negativeloglikelihood"]),
        ("BinaryCrossEntropy", ["bceloss", "bce", "bcewithlogitsloss", "bcewithlogits", "binarycrossentropyloss", "logloss"]),
        ("MeanSquaredError", ["mseloss", "mse", "l2loss", "meansquarederrorloss"]),
        ("MeanAbsoluteError", ["l1loss", "mae", "maeloss", "meanabsoluteerrorloss"]),
        ("Huber", ["huberloss", "smoothl1loss", "smoothl1"]),
    ];

    // Arguments that cannot be left out.
    private static readonly Dictionary<string, string> s_sketches = new()
    {
        ["Network"] = "Network(features)",
        ["Dense"] = "Dense(units)",
        ["Dropout"] = "Dropout(rate)",
        ["Conv2D"] = "Conv2D(filters, kernel)",
        ["MaxPool2D"] = "MaxPool2D(size)",
        ["AveragePool2D"] = "AveragePool2D(size)",
    };

    private static readonly Dictionary<string, string> s_notes = new()
    {
        ["Dense"] = "the number of inputs follows from the layer before it",
        ["Conv2D"] = "the number of channels follows from the layer before it",
    };

    // What NnGen lacks, each with what comes nearest.
    private static readonly (string Advice, string[] Names)[] s_missing =
    [
        ("remove it", ["batchnorm", "batchnorm1d", "batchnorm2d", "batchnorm3d", "batchnormalization", "layernorm", "layernormalization", "groupnorm", "groupnormalization", "instancenorm", "instancenorm2d", "rmsnorm", "unitnormalization", "localresponsenorm"]),
        ("remove it", ["identity", "lambda", "compile"]),
        ("write the activation itself, such as [Relu]", ["activation"]),
        ("use [LeakyRelu(slope)], whose slope is fixed", ["prelu", "rrelu"]),
        ("use [Relu]", ["relu6", "thresholdedrelu", "threshold"]),
        ("use [Elu(alpha)]", ["celu"]),
        ("use [Tanh] or [HardSigmoid]", ["hardtanh", "logsigmoid", "tanhshrink", "hardshrink", "softshrink", "glu"]),
        ("use [Softmax]", ["softmin", "softmax2d", "adaptivelogsoftmaxwithloss"]),
        ("set Padding of the layer after it", ["zeropad2d", "zeropadding2d", "pad", "reflectionpad2d", "replicationpad2d", "constantpad2d"]),
        ("use [Dropout(rate)], which drops single values", ["dropout1d", "dropout2d", "dropout3d", "spatialdropout1d", "spatialdropout2d", "gaussiandropout", "gaussiannoise"]),
        ("use [MaxPool2D(size)] or [GlobalAveragePool2D]", ["globalmaxpool2d", "globalmaxpooling2d", "adaptivemaxpool2d", "lppool2d", "fractionalmaxpool2d"]),
        ("use [Conv2D(filters, kernel)] on an image of height 1", ["conv1d", "maxpool1d", "maxpooling1d", "avgpool1d", "averagepooling1d"]),
        ("use [Conv2D(filters, kernel)]", ["conv3d", "convtranspose2d", "conv2dtranspose", "depthwiseconv2d", "separableconv2d", "convtranspose1d", "locallyconnected2d"]),
        ("describe the shape in [Network] and use [Flatten]", ["reshape", "view", "unflatten", "permute", "transpose"]),
        ("use a plain sequence of layers", ["concatenate", "concat", "add", "multiply", "residual", "skip", "fork", "upsample", "upsampling2d", "pixelshuffle"]),
        ("use [Dense(units)] or [Conv2D(filters, kernel)]", ["embedding", "lstm", "gru", "rnn", "simplernn", "lstmcell", "grucell", "bilinear", "attention", "multiheadattention", "transformer", "transformerencoder", "timedistributed", "bidirectional"]),
        ("use [CrossEntropy], [BinaryCrossEntropy], [MeanSquaredError], [MeanAbsoluteError] or [Huber]", ["kldivloss", "kldivergence", "hingeloss", "hinge", "squaredhinge", "ctcloss", "poissonnllloss", "poisson", "tripletmarginloss", "cosineembeddingloss", "cosinesimilarity", "focalloss", "logcosh", "marginrankingloss", "softmarginloss", "multimarginloss"]),
    ];

    private static readonly Dictionary<string, string> s_ours = Names().ToDictionary(Plain);
    private static readonly Dictionary<string, Suggestion> s_table = Table();

    /// <summary>The names that <see cref="LayerCatalog"/> may take once it has such a layer.</summary>
    public static IEnumerable<string> Missing => s_missing.SelectMany(static entry => entry.Names);

    /// <summary>Whether an attribute of this name, regardless of case, may be meant as one of ours.</summary>
    public static bool IsOurs(string name) => s_ours.ContainsKey(Plain(name));

    /// <summary>Whether an attribute has exactly the name of one of ours.</summary>
    public static bool IsExact(string name) => s_ours.TryGetValue(Plain(name), out string? ours) && ours == Bare(name);

    /// <summary>What to write for a name of another library, or for one of ours in another case; null for any other.</summary>
    public static Suggestion? Known(string name) => s_ours.TryGetValue(Plain(name), out string? ours) ? Write(ours) : s_table.TryGetValue(Plain(name), out Suggestion? known) ? known : null;

    /// <summary>As <see cref="Known"/>, or else the name of ours that is a letter or two away.</summary>
    public static Suggestion? For(string name)
    {
        if (Known(name) is { } known)
        {
            return known;
        }
        return Nearest(Plain(name), s_ours.Values) is { } nearest ? Write(nearest) : null;
    }

    /// <summary>The closest of some names, regardless of case, if it is a letter or two away.</summary>
    public static string? Nearest(string name, IEnumerable<string> names) => names
        .Where(one => AreNear(name, one)).OrderBy(one => Distance(Lower(name), Lower(one))).ThenBy(static one => one, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether two names differ, regardless of case, by so few letters that one may be a misspelling of the other.</summary>
    public static bool AreNear(string name, string other) => Distance(Lower(name), Lower(other)) <= (name.Length < 3 ? 0 : name.Length < 5 ? 1 : 2);

    private static string Lower(string name) => name.ToLowerInvariant();

    private static IEnumerable<string> Names() => LayerCatalog.All.Keys.Concat(LayerCatalog.Losses.Keys).Append("Network");

    private static Dictionary<string, Suggestion> Table()
    {
        Dictionary<string, Suggestion> table = [];
        foreach ((string ours, string[] others) in s_synonyms)
        {
            foreach (string other in others)
            {
                table[other] = Write(ours);
            }
        }
        foreach ((string advice, string[] names) in s_missing)
        {
            foreach (string name in names)
            {
                table[name] = new($"which has no such layer; {advice}", null);
            }
        }
        return table;
    }

    private static Suggestion Write(string ours) => new($"write [{(s_sketches.TryGetValue(ours, out string? sketch) ? sketch : ours)}]{(s_notes.TryGetValue(ours, out string? note) ? $"; {note}" : "")}", ours);

    private static string Bare(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;

    private static string Plain(string name)
    {
        string plain = name.Replace("_", "").ToLowerInvariant();
        return plain.Length > Suffix.Length && plain.EndsWith("attribute", StringComparison.Ordinal) ? plain.Substring(0, plain.Length - Suffix.Length) : plain;
    }

    // Levenshtein's, with two letters that changed places as one step.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return int.MaxValue;
        }
        int[,] steps = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                steps[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }
        return steps[a.Length, b.Length];
    }
}
