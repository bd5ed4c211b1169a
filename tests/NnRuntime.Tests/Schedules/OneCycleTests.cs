using NnGen.Schedules;

namespace NnGen.Tests;

/// <summary>OneCycle in runs so short that a phase has no whole step, against the formula of torch.optim.lr_scheduler.OneCycleLR.</summary>
public class OneCycleTests
{
    // Of OneCycleLR(max_lr=0.1, total_steps=…), by hand: in one step all phases are over; in two the fall begins 0.4 of a step before the first.
    [Theory]
    [InlineData(1, new[] { 4e-7 })]
    [InlineData(2, new[] { 0.08117455, 4e-7 })]
    [InlineData(3, new[] { 0.09944154, 0.04626371, 4e-7 })]
    [InlineData(4, new[] { 0.004, 0.08117457, 0.02830610, 4e-7 })]
    public void Rates_of_short_runs_are_those_of_torch(int total, double[] expected) =>
        Assert.All(expected.Index(), rate => Assert.Equal(rate.Item, new OneCycle().GetRate(0.1f, rate.Index, total), (1e-6 * rate.Item) + 1e-12));

    [Fact]
    public void Every_short_run_follows_the_formula_of_torch()
    {
        foreach (double rise in new[] { 0.01, 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 0.99 })
        {
            OneCycle schedule = new(rise);
            for (int total = 1; total <= 12; total++)
            {
                for (int step = 0; step < total && (rise * total) - 1 != 0; step++)
                {
                    Assert.Equal(Torch(step, total, rise, (double)0.1f / 25, 0.1f, (double)0.1f / 25 / 1e4), schedule.GetRate(0.1f, step, total), 1e-8);
                    Assert.Equal(Torch(step, total, rise, 0.95, 0.85, 0.95), schedule.GetMomentum(step, total)!.Value, 1e-12);
                }
            }
        }
    }

    // PyTorch raises ZeroDivisionError.
    [Fact]
    public void A_rise_that_ends_at_step_0_has_the_highest_rate_there() => Assert.Equal([0.1f, 4e-7f], new long[] { 0, 1 }.Select(static step => new OneCycle(riseFraction: 0.5).GetRate(0.1f, step, 2)));

    // get_lr and _annealing_cos of OneCycleLR, with two phases.
    private static double Torch(int step, int total, double rise, double initial, double max, double min)
    {
        (double End, double From, double To)[] phases = [((rise * total) - 1, initial, max), (total - 1, max, min)];
        double start = 0;
        foreach ((double end, double from, double to) in phases)
        {
            if (step <= end || end == phases[^1].End)
            {
                double part = (step - start) / (end - start);
                return to + ((from - to) / 2 * (Math.Cos(Math.PI * part) + 1));
            }
            start = end;
        }
        throw new InvalidOperationException();
    }
}
