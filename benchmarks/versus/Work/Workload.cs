namespace Versus.Work;

internal enum Rule
{
    /// <summary>No training: the outputs behind the head.</summary>
    None,

    /// <summary>The loss and its gradient; the parameters stay as they are.</summary>
    Gradient,

    Sgd,
    Adam,
}

/// <summary>What is timed: one forward pass, or one training step, over some samples.</summary>
internal sealed record Workload(string Name, Architecture Architecture, int Samples, Rule Rule)
{
    /// <summary>Steps that are compared before anything is timed.</summary>
    public const int CheckedSteps = 5;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("a", Architectures.Tiny, 1, Rule.None),
        new("b", Architectures.Xor, 4, Rule.Sgd),
        .. Group("c", Architectures.Digits, [1, 256], [32, 128]),
        .. Group("d", Architectures.Wide, [1, 256], [32, 128]),
        .. Group("e", Architectures.LeNet, [1, 256], [64, 128]),
        new("f", Architectures.Narrow, 200, Rule.Gradient),
        .. Group("g", Architectures.Control, [1, 256], [1, 8, 64]),
        .. Group("h", Architectures.Deep, [1, 256], [32, 128]),
        .. Group("i", Architectures.Color, [1, 64], [32]),
        .. Group("j", Architectures.Even, [1, 256], [16, 64]),
        .. Group("k", Architectures.Spindle, [1, 256], [16, 64]),
        .. Architectures.DenseSizes.Select(static size => new Workload($"dense-{size}", Architectures.DenseLayer(size), 1, Rule.None)),
    ];

    public bool Training => Rule != Rule.None;

    public string Title => Rule switch
    {
        Rule.None => $"{Architecture.Name}, {(Samples == 1 ? "one sample" : $"{Samples} samples")}",
        Rule.Gradient => $"{Architecture.Name}, loss and gradient, {Samples} samples",
        _ => $"{Architecture.Name}, {Rule.ToString().ToUpperInvariant()[..1]}{(Rule == Rule.Sgd ? "GD" : "dam")} step, batch {Samples}",
    };

    /// <summary>A rate that lowers the loss within the checked steps. Steps of 10⁻³ on a thousand weights of each unit raise it, and units
    /// then change sign by rounding alone.</summary>
    public double CheckedRate => Rule == Rule.Sgd ? 0.1 : Architecture.InputLength < 1024 ? 1e-3 : 1e-4;

    /// <summary>A rate so small that thousands of repeated steps leave the numbers where they are: with a real one the gradients
    /// would sink into denormals, and what is timed would be the processor's handling of those.</summary>
    public static double TimedRate => 1e-8;

    /// <summary>The title with the letter of the workload's group, if that has one.</summary>
    public string Heading => Name.Split('-')[0] is [char letter] ? $"{letter}. {Title}" : Title;

    public double Flops => (double)Samples * Architecture.Flops(Training);

    public float[] Parameters() => Architecture.DrawParameters(seed: 1);

    /// <summary>From 0 to 1, as pixels are.</summary>
    public float[] Inputs()
    {
        if (Architecture == Architectures.Xor)
        {
            return [0, 0, 0, 1, 1, 0, 1, 1];
        }
        var random = new Random(2);
        float[] inputs = new float[Samples * Architecture.InputLength];
        foreach (ref float input in inputs.AsSpan())
        {
            input = random.NextSingle();
        }
        return inputs;
    }

    public int[] Classes()
    {
        var random = new Random(3);
        int[] classes = new int[Samples];
        foreach (ref int target in classes.AsSpan())
        {
            target = random.Next(Architecture.OutputLength);
        }
        return classes;
    }

    /// <summary>Numbers from 0 to 1 as targets of all outputs.</summary>
    public float[] Numbers()
    {
        if (Architecture == Architectures.Xor)
        {
            return [0, 1, 1, 0];
        }
        var random = new Random(3);
        float[] numbers = new float[Samples * Architecture.OutputLength];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.NextSingle();
        }
        return numbers;
    }

    private static Workload[] Group(string name, Architecture architecture, int[] forward, int[] adam) =>
    [
        .. forward.Select(samples => new Workload($"{name}-{(samples == 1 ? "one" : samples)}", architecture, samples, Rule.None)),
        .. adam.Select(batch => new Workload($"{name}-adam-{batch}", architecture, batch, Rule.Adam)),
    ];
}
