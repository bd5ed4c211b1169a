using NnGen;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Widths;

/// <summary>One sample in one dense layer n → n.</summary>
internal sealed record LayerTimes(int Width, TimedLoop Loop)
{
    public static LayerTimes Of<TNet>()
        where TNet : class, INetwork<TNet> => new(TNet.Info.InputLength, TimedLoop.OfForward(TNet.Create(1), samples: 1));
}
