namespace NnGen.Benchmarks.Networks;

/// <summary>Numbers to compute with, the same in every run.</summary>
public static class Draw
{
    /// <summary>Floats from −1 to 1.</summary>
    public static float[] Floats(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (2 * random.NextSingle()) - 1;
        }
        return values;
    }

    /// <summary>Classes from 0 to <paramref name="classes"/> − 1.</summary>
    public static int[] Classes(int count, int classes, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }
}
