namespace DeclarationTest;

/// <summary>A random network whose shape this program computes itself.</summary>
internal sealed class Network
{
    private readonly List<string> _layers = [], _titles = [];

    public Network(Random random, int features, string? written = null)
    {
        Input = features;
        Attributes = $"[Network({written ?? Number(features)})]";
        Output = features;
        for (int i = random.Next(3); i >= 0; i--)
        {
            Dense(random.Next(1, 9));
            Activation(random.Next(s_activations.Length));
        }
    }

    private static readonly string[] s_activations = ["Relu", "Tanh", "Gelu", "Silu", "Softsign"];

    public int Input { get; }

    public int Output { get; private set; }

    public int Parameters { get; private set; }

    public string Attributes { get; private set; }

    public string Info => $"{Input} {Output} {Parameters} {string.Join(',', _titles)} MeanSquaredError";

    /// <summary>Adds a layer, with its size as it is written, and a nonlinear one after it.</summary>
    public Network Dense(int units, string? written = null)
    {
        Attributes += $"[Dense({written ?? Number(units)})]";
        Parameters += (Output * units) + units;
        Output = units;
        _titles.Add($"Dense {units}");
        return this;
    }

    public Network Activation(int number)
    {
        Attributes += $"[{s_activations[number % s_activations.Length]}]";
        _titles.Add(s_activations[number % s_activations.Length]);
        return this;
    }

    /// <summary>Adds text that changes nothing.</summary>
    public Network With(string attributes)
    {
        Attributes += attributes;
        return this;
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
