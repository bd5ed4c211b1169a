using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>The compiled code at every vector width that this machine can be narrowed to.</summary>
public class WidthTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public async Task Emitted_code_agrees_at_every_width(int width)
    {
        Assert.SkipWhen(Machine.IsChild, "This process itself is one of the widths.");
        Assert.NotNull(CompiledCodeTests.Program);   // compiled for the other process too
        await Machine.RunAt(width, typeof(CompiledCodeTests));
    }
}
