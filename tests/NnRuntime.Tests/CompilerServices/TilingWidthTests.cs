using NnGenerator.Tests.Support;

namespace NnGen.Tests.CompilerServices;

/// <summary>The same on machines with other registers, where tiles have other rows.</summary>
public class TilingWidthTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public async Task Tiles_at_other_widths(int width) => await Machine.RunAt(width, typeof(TilingTests));
}
