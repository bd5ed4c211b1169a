namespace NnGen.Tests;

/// <summary>The rules at every width of vectors.</summary>
public class OptimizerWidthTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public Task Steps_follow_the_formula_at(int width) => Machine.RunAt(width, typeof(OptimizerRangeTests));
}
