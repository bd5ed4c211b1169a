using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Sweep;

/// <summary>The sweep at every vector width that this machine can be narrowed to.</summary>
public class SweepWidthTests
{
    public static TheoryData<int, Type> Widths => [.. from width in new[] { 256, 128, 0 } from tests in new[] { typeof(ActivationSweepTests), typeof(HeadSweepTests), typeof(LossSweepTests) } select (width, tests)];

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Formulas_are_right_at_every_width(int width, Type tests)
    {
        Assert.SkipWhen(Machine.IsChild, "This process itself is one of the widths.");
        await Machine.RunAt(width, tests);
    }
}
