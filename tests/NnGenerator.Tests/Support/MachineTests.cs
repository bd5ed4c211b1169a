using System.Numerics;

namespace NnGenerator.Tests.Support;

public class MachineTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public Task A_child_process_has_the_width_it_was_started_for(int width) => Machine.RunAt(width, typeof(WidthProbe));

    [Fact]
    public async Task A_class_without_tests_is_no_success()
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Machine.RunAt(0, typeof(Machine)));
        Assert.Contains("Machine", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_child_fails_its_parent()
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Machine.RunAt(0, typeof(FailsInAChild)));
        Assert.Contains("exit code", failure.Message, StringComparison.Ordinal);
    }
}

/// <summary>What the width tests start in a process of its own.</summary>
public class WidthProbe
{
    [Fact]
    public void The_width_is_the_expected_one()
    {
        Machine.AssertWidth();
        Assert.Equal(Machine.Width > 0, Vector.IsHardwareAccelerated);
    }
}

/// <summary>Passes in an ordinary run and fails in a process of a chosen width.</summary>
public class FailsInAChild
{
    [Fact]
    public void Fails_at_a_chosen_width() => Assert.False(Machine.IsChild);
}
