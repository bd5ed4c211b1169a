using NnGen.Schedules;
using NnGen.Tests.Golden;
using NnGen.Training;

namespace NnGen.Tests;

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
        ["one-cycle-settings"] = new OneCycle(riseFraction: 0.4f, divisor: 10, finalDivisor: 100, baseMomentum: 0.7, maxMomentum: 0.9),
        ["plateau"] = new ReduceOnPlateau(0.5f, patience: 2),
        ["plateau-settings"] = new ReduceOnPlateau(0.3f, patience: 1, threshold: 0.05f, cooldown: 2, minRate: 0.004f),
        ["plateau-least-change"] = new ReduceOnPlateau(0.5f, patience: 0, minChange: 0.01f),
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
            rates[step] = s_settings[setting].GetRate(0.1f, step, Steps, epochs);
            float loss = (1f / (step + 1)) + (random.Next(1)[0] * 0.2f);
            epochs.Add(step % 2 == 0 ? Epoch(loss, null) : Epoch(7, loss));
        }
        GoldenComparison.AssertAgree(setting, s_golden[setting], rates, 1e-5, 1e-6);
    }

    [Theory]
    [InlineData("one-cycle")]
    [InlineData("one-cycle-settings")]
    public void Momenta_agree_at_every_step(string setting)
    {
        float[] momenta = [.. Enumerable.Range(0, Steps).Select(step => (float)s_settings[setting].GetMomentum(step, Steps)!.Value)];
        GoldenComparison.AssertAgree(setting, s_golden[$"{setting}-momentum"], momenta, 1e-5, 1e-6);
    }

    [Fact]
    public void Every_line_is_compared() => GoldenComparison.AssertCovered(s_golden, [.. s_settings.Keys, "one-cycle-momentum", "one-cycle-settings-momentum"]);

    [Fact]
    public void Other_schedules_leave_the_momentum()
    {
        Assert.Null(new OneCycle(cycleMomentum: false).GetMomentum(3, Steps));
        Assert.All(new ISchedule[] { new CosineAnnealing(), new LinearWarmup(3), new ReduceOnPlateau(), new StepDecay(3) }, static schedule => Assert.Null(schedule.GetMomentum(3, Steps)));
        LinearWarmup warmup = new(4, new OneCycle());
        Assert.Equal([0.95, 0.95, 0.95], new long[] { 0, 3, 4 }.Select(step => warmup.GetMomentum(step, 14)!.Value));
        Assert.Equal(new OneCycle().GetMomentum(3, 10), warmup.GetMomentum(7, 14));
    }

    // A look at the last epoch for each step, and one at each epoch.
    [Fact]
    public void A_plateau_takes_the_same_time_for_any_number_of_epochs()
    {
        Counted epochs = new();
        ReduceOnPlateau plateau = new(0.9, patience: 3), other = new(0.9, patience: 3);
        for (int i = 0; i < 2000; i++)
        {
            epochs.All.Add(Epoch((i * 7919 % 101) + 1, null));
            for (int step = 0; step < 10; step++)
            {
                plateau.GetRate(0.1f, step, 20_000, epochs);
            }
        }
        Assert.InRange(epochs.Looks, 2000, 30_000);

        // The same as from the beginning, in another list, for another base rate, and for lists that were cut or exchanged.
        List<TrainingEpoch> list = [.. epochs.All];
        Assert.True(plateau.GetRate(0.1f, 0, 1, epochs) < 0.01f);
        Assert.Equal(other.GetRate(0.1f, 0, 1, list), plateau.GetRate(0.1f, 0, 1, epochs));
        Assert.Equal(new ReduceOnPlateau(0.9, patience: 3).GetRate(0.3f, 0, 1, list), plateau.GetRate(0.3f, 0, 1, epochs));
        epochs.All.RemoveRange(12, 1988);
        Assert.Equal(new ReduceOnPlateau(0.9, patience: 3).GetRate(0.3f, 0, 1, [.. epochs.All]), plateau.GetRate(0.3f, 0, 1, epochs));
        epochs.All[11] = Epoch(0.001f, null);
        Assert.Equal(new ReduceOnPlateau(0.9, patience: 3).GetRate(0.3f, 0, 1, [.. epochs.All]), plateau.GetRate(0.3f, 0, 1, epochs));
    }

    // 1e-8 less is no change for torch: 0.1 times 2e-9 would be.
    [Fact]
    public void A_plateau_makes_no_smaller_change_than_the_minimum()
    {
        TrainingEpoch[] epochs = [Epoch(1, null), Epoch(1, null)];
        Assert.Equal(1e-8f, new ReduceOnPlateau(patience: 0).GetRate(1e-8f, 2, 3, epochs));
        Assert.Equal(2e-9f, new ReduceOnPlateau(patience: 0).GetRate(2e-8f, 2, 3, epochs));
        Assert.Equal(1e-9f, new ReduceOnPlateau(patience: 0, minChange: 0).GetRate(1e-8f, 2, 3, epochs));
    }

    // (double)0.9999f is 1.7e-8 less, and its hundred thousandth power 0.2 %.
    [Theory]
    [InlineData(0.9999)]
    [InlineData(0.9999f)]
    public void Factors_mean_the_decimal_numbers_that_they_are_written_as(double factor)
    {
        double expected = Math.Pow(0.9999, 100_000);
        Assert.Equal(expected, new ExponentialDecay(factor).GetRate(1, 100_000, 100_000), 1e-6 * expected);
        Assert.Equal(expected, new StepDecay(1, factor).GetRate(1, 100_000, 100_000), 1e-6 * expected);
    }

    [Fact]
    public void A_warmup_rises_in_a_line_before_any_other()
    {
        LinearWarmup warmup = new(4, new CosineAnnealing());
        Assert.Equal([0.25f, 0.5f, 0.75f, 1], Enumerable.Range(0, 4).Select(step => warmup.GetRate(1, step, 14)));
        Assert.Equal(new CosineAnnealing().GetRate(1, 3, 10), warmup.GetRate(1, 7, 14));
        Assert.Equal(0.5f, new LinearWarmup(2).GetRate(0.5f, 9, 3));

        ISchedule plateau = new LinearWarmup(4, new ReduceOnPlateau(patience: 0));
        Assert.Equal(0.1f, plateau.GetRate(1, 5, 14, [Epoch(1, null), Epoch(2, null)]));
        Assert.Equal(1, plateau.GetRate(1, 5, 14));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_runs_have_rates(int steps)
    {
        foreach (ISchedule schedule in s_settings.Values.Append(new LinearWarmup(5, new OneCycle())))
        {
            Assert.All(Enumerable.Range(0, steps + 1), step => Assert.InRange(schedule.GetRate(0.1f, step, steps), 0, 0.1f));
        }
    }

    [Fact]
    public void Settings_are_told_and_checked()
    {
        Assert.Equal("LinearWarmup(steps: 3, then: OneCycle(riseFraction: 0.3, divisor: 25, finalDivisor: 10000, baseMomentum: 0.85, maxMomentum: 0.95))", new LinearWarmup(3, new OneCycle()).ToString());
        Assert.Equal("ReduceOnPlateau(factor: 0.1, patience: 10, threshold: 0.0001, cooldown: 0, minRate: 0, minChange: 1E-08)", new ReduceOnPlateau().ToString());
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ReduceOnPlateau(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OneCycle(riseFraction: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OneCycle(divisor: 0.5f));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OneCycle(maxMomentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ReduceOnPlateau(minChange: -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExponentialDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExponentialDecay(0.5f, every: 0));
    }

    private sealed class Counted : IReadOnlyList<TrainingEpoch>
    {
        public List<TrainingEpoch> All { get; } = [];

        public int Looks { get; private set; }

        public int Count => All.Count;

        public TrainingEpoch this[int index]
        {
            get
            {
                Looks++;
                return All[index];
            }
        }

        public IEnumerator<TrainingEpoch> GetEnumerator() => All.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static TrainingEpoch Epoch(float loss, float? validation) => new() { Number = 1, Loss = loss, ValidationLoss = validation, LearningRate = 0 };
}
