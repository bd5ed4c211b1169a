namespace Versus.Work;

internal enum Rule
{
    /// <summary>No training: the outputs behind the head.</summary>
    None,
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
        .. Both("c", Architectures.Digits, 32, 128),
        .. Both("d", Architectures.Wide, 32, 128),
        .. Both("e", Architectures.LeNet, 64, 128),
        .. Architectures.DenseSizes.Select(static size => new Workload($"dense-{size}", Architectures.DenseLayer(size), 1, Rule.None)),
    ];

    public bool Training => Rule != Rule.None;

    public string Title => Rule switch
    {
        Rule.None => $"{Architecture.Name}, {(Samples == 1 ? "one sample" : $"{Samples} samples")}",
        _ => $"{Architecture.Name}, {Rule.ToString().ToUpperInvariant()[..1]}{(Rule == Rule.Sgd ? "GD" : "dam")} step, batch {Samples}",
    };

    /// <summary>A rate that moves the loss within the checked steps.</summary>
    public double CheckedRate => Rule == Rule.Sgd ? 0.1 : 1e-3;

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

    /// <summary>Exclusive or; the one network with numbers as targets.</summary>
    public static float[] Numbers() => [0, 1, 1, 0];

    private static Workload[] Both(string name, Architecture architecture, int small, int large) =>
    [
        new($"{name}-one", architecture, 1, Rule.None),
        new($"{name}-256", architecture, 256, Rule.None),
        new($"{name}-adam-{small}", architecture, small, Rule.Adam),
        new($"{name}-adam-{large}", architecture, large, Rule.Adam),
    ];
}
