namespace NnGen.Report.Tests;

public class TicksTests
{
    [Fact]
    public void Round_ticks() => Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], Ticks.Round(-0.05, 1.05, 6).Select(static tick => Math.Round(tick, 9)));

    [Fact]
    public void Whole_ticks_of_few_epochs() => Assert.Equal([1, 2, 3], Ticks.Whole(0.9, 3.1, 8));

    [Fact]
    public void Whole_ticks_of_many_epochs() => Assert.Equal([0, 50, 100, 150, 200], Ticks.Whole(0, 200, 8));

    [Fact]
    public void Decades() => Assert.Equal([0.001, 0.01, 0.1, 1], Ticks.Decades(-3.2, 0.4).Select(static tick => Math.Round(Math.Pow(10, tick), 9)));

    [Fact]
    public void No_range_at_all() => Assert.Equal([1], Ticks.Round(1, 1, 6));
}
