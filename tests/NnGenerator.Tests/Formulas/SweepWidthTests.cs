using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Formulas;

/// <summary>The sweep at every vector width that this machine can be narrowed to.</summary>
public class SweepWidthTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public async Task Formulas_are_right_at_every_width(int width)
    {
        Assert.SkipWhen(Machine.IsChild, "This process itself is one of the widths.");
        Assert.NotNull(SweepNetworks.Program);   // compiled for the other process too
        await Machine.RunAt(width, typeof(SweepTests));
    }
}
