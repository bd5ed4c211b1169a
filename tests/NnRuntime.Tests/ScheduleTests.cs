using NnRuntime.Schedules;
using NnRuntime.Tests.Golden;
using NnRuntime.Training;

namespace NnRuntime.Tests;

/// <summary>Every schedule against the one of the same name in TorchSharp, and at its edges.</summary>
public class ScheduleTests
{
    private const int Steps = 40;

    private static readonly IReadOnlyDictionary<string, double[]> s_golden = GoldenFile.Read("schedules.txt");

    private static readonly Dictionary<string, ISchedule> s_settings = new()
    {
        ["step"] = new StepDecay(7, 0.5f),
        ["exponential"] = new ExponentialDecay(0.9f),
        ["cosine"] = new CosineAnnealing(),
        ["cosine-least"] = new CosineAnnealing(0.01f),
        ["one-cycle"] = new OneCycle(),
        ["one-cycle-settings"] = new OneCycle(rise: 0.4f, division: 10, finalDivision: 100),
        ["plateau"] = new ReduceOnPlateau(0.5f, patience: 2),
        ["plateau-settings"] = new ReduceOnPlateau(0.3f, patience: 1, threshold: 0.05f, cooldown: 2, leastRate: 0.004f),
    };

    public static TheoryData<string> Settings => [.. s_settings.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Rates_agree_at_every_step(string setting)
    {
        GoldenRandom random = new(seed: 5);
        List<TrainingEpoch> epochs = [];
        float[] rates = new float[Steps];
        for (int step = 0; step < Steps; step++)
        {
            rates[step] = s_settings[setting].Rate(0.1f, step, Steps, epochs);
            float loss = (1f / (step + 1)) + (random.Next(1)[0] * 0.2f);
            epochs.Add(step % 2 == 0 ? Epoch(loss, null) : Epoch(7, loss));
        }
        GoldenComparison.AssertAgree(setting, s_golden[setting], rates, 1e-5, 1e-6);
    }

    [Fact]
    public void Every_line_is_compared() => GoldenComparison.AssertCovered(s_golden, s_settings.Keys);

    [Fact]
    public void A_warmup_rises_in_a_line_before_any_other()
    {
        LinearWarmup warmup = new(4, new CosineAnnealing());
        Assert.Equal([0.25f, 0.5f, 0.75f, 1], Enumerable.Range(0, 4).Select(step => warmup.Rate(1, step, 14)));
        Assert.Equal(new CosineAnnealing().Rate(1, 3, 10), warmup.Rate(1, 7, 14));
        Assert.Equal(0.5f, new LinearWarmup(2).Rate(0.5f, 9, 3));

        ISchedule plateau = new LinearWarmup(4, new ReduceOnPlateau(patience: 0));
        Assert.Equal(0.1f, plateau.Rate(1, 5, 14, [Epoch(1, null), Epoch(2, null)]));
        Assert.Equal(1, plateau.Rate(1, 5, 14));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_runs_have_rates(int steps)
    {
        foreach (ISchedule schedule in s_settings.Values.Append(new LinearWarmup(5, new OneCycle())))
        {
            Assert.All(Enumerable.Range(0, steps + 1), step => Assert.InRange(schedule.Rate(0.1f, step, steps), 0, 0.1f));
        }
    }

    [Fact]
    public void Settings_are_told_and_checked()
    {
        Assert.Equal("LinearWarmup(steps: 3, then: OneCycle(rise: 0.3, division: 25, finalDivision: 10000))", new LinearWarmup(3, new OneCycle()).ToString());
        Assert.Equal("ReduceOnPlateau(factor: 0.1, patience: 10, threshold: 0.0001, cooldown: 0, leastRate: 0)", new ReduceOnPlateau().ToString());
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ReduceOnPlateau(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OneCycle(rise: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OneCycle(division: 0.5f));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExponentialDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExponentialDecay(0.5f, every: 0));
    }

    private static TrainingEpoch Epoch(float loss, float? validation) => new(loss, null, validation, null, 0, default);
}
