using System.Globalization;

namespace EmissionTest;

/// <summary>Random declarations of networks, with every layer, activation, loss and initializer, on vectors and images.</summary>
internal sealed class RandomNetwork(Random random)
{
    private readonly List<string> _attributes = [];
    private int _channels, _height, _width, _features;

    /// <summary>Returns the attributes of a network. Most of them are valid together.</summary>
    public string Next()
    {
        _attributes.Clear();
        bool isInference = random.Next(12) == 0;
        if (random.Next(3) == 0)
        {
            (_channels, _height, _width) = (random.Next(1, 5), random.Next(4, 15), random.Next(4, 15));
            Add($"Network({_channels}, {_height}, {_width}{(isInference ? ", Inference = true" : "")})");
            ImageLayers();
        }
        else
        {
            _features = Length();
            Add($"Network({_features}{(isInference ? ", Inference = true" : "")})");
        }
        for (int layers = random.Next(4); layers > 0; layers--)
        {
            Dense(Length());
            Activation(4);
            Dropout();
        }
        Head();
        return string.Join("", _attributes);
    }

    private void ImageLayers()
    {
        for (int layers = random.Next(4); layers > 0; layers--)
        {
            switch (random.Next(5))
            {
                case 0 or 1:
                    Convolution();
                    break;
                case 2:
                    Pool("MaxPool2D");
                    break;
                case 3:
                    Pool("AveragePool2D");
                    break;
                default:
                    Activation(1);
                    Dropout();
                    break;
            }
            Activation(3);
        }
        if (random.Next(4) == 0)
        {
            Add("GlobalAveragePool2D");
            _features = _channels;
        }
        else
        {
            Add("Flatten");
            _features = _channels * _height * _width;
        }
    }

    private void Convolution()
    {
        int kernel = random.Next(1, Math.Min(5, Math.Min(_height, _width)) + 1), stride = random.Next(3) == 0 ? 2 : 1, padding = random.Next(3) == 0 ? random.Next(kernel) : 0;
        int height = kernel, width = kernel;
        string sizes = "";
        if (random.Next(5) == 0)
        {
            (height, width) = (random.Next(1, Math.Min(4, _height) + 1), random.Next(1, Math.Min(4, _width) + 1));
            padding = Math.Min(padding, Math.Min(height, width) - 1);
            sizes = $", KernelHeight = {height}, KernelWidth = {width}";
        }
        _channels = random.Next(1, 20);
        (_height, _width) = (((_height + (2 * padding) - height) / stride) + 1, ((_width + (2 * padding) - width) / stride) + 1);
        Add($"Conv2D({_channels}, {kernel}{sizes}{Option("Stride", stride, 1)}{Option("Padding", padding, 0)}{Initializers()})");
    }

    private void Pool(string name)
    {
        int size = random.Next(1, Math.Min(3, Math.Min(_height, _width)) + 1), stride = random.Next(3) == 0 ? random.Next(1, size + 1) : size, padding = random.Next(4) == 0 ? random.Next((size / 2) + 1) : 0;
        (_height, _width) = (((_height + (2 * padding) - size) / stride) + 1, ((_width + (2 * padding) - size) / stride) + 1);
        Add($"{name}({size}{Option("Stride", stride, size)}{Option("Padding", padding, 0)})");
    }

    private void Dense(int units)
    {
        _features = units;
        Add($"Dense({units}{Initializers()})");
    }

    private string Initializers()
    {
        string text = random.Next(6) == 0 ? ", UseBias = false" : "";
        if (random.Next(6) == 0)
        {
            text += $", Initializer = Initializer.{Pick("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal")}";
        }
        return text.Length == 0 && random.Next(8) == 0 ? ", BiasInitializer = Initializer.Constant, BiasInitialValue = 0.25" : text;
    }

    // One of the activations, with a chance of 1 in `of` of none.
    private void Activation(int of)
    {
        if (of == 1 || random.Next(of) > 0)
        {
            Add(Pick("Relu", "Relu", "Relu", "Tanh", "Sigmoid", "Elu", "Elu(0.5)", "Gelu", "GeluTanh", "HardSigmoid", "HardSwish", "LeakyRelu", "LeakyRelu(0.2)", "Mish", "Selu", "Silu", "Softplus", "Softsign"));
        }
    }

    private void Dropout()
    {
        if (random.Next(6) == 0)
        {
            Add(Pick("Dropout(0.5)", "Dropout(0.1)"));
        }
    }

    private void Head()
    {
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                Dense(random.Next(2, 30));
                Add(Pick("Softmax", "Softmax", "LogSoftmax"));
                if (random.Next(3) == 0)
                {
                    Add(Pick("CrossEntropy", "CrossEntropy(LabelSmoothing = 0.1)"));
                }
                break;
            case 3:
                Dense(random.Next(2, 30));
                Add(Pick("CrossEntropy", "CrossEntropy(LabelSmoothing = 0.1)"));
                break;
            case 4:
                Dense(random.Next(3) == 0 ? random.Next(2, 20) : 1);
                Add("Sigmoid");
                if (random.Next(2) == 0)
                {
                    Add(Pick("BinaryCrossEntropy", "MeanSquaredError"));
                }
                break;
            case 5:
                Dense(random.Next(1, 20));
                Add("BinaryCrossEntropy");
                break;
            case 6:
                Dense(random.Next(1, 20));
                Add(Pick("MeanAbsoluteError", "Huber", "Huber(0.5)", "MeanSquaredError"));
                break;
            default:
                Dense(random.Next(1, 60));
                Activation(2);
                break;
        }
    }

    // Small, around the widths of vectors, and beyond what is unrolled.
    private int Length() => random.Next(6) switch
    {
        0 or 1 => random.Next(1, 10),
        2 or 3 => random.Next(1, 40),
        4 => random.Next(30, 140),
        _ => random.Next(100, 900),
    };

    private string Pick(params ReadOnlySpan<string> names) => names[random.Next(names.Length)];

    private static string Option(string name, int value, int usual) => value == usual ? "" : string.Create(CultureInfo.InvariantCulture, $", {name} = {value}");

    private void Add(string attribute) => _attributes.Add($"[{attribute}]");
}
