namespace NnGen.Tests.Golden;

/// <summary>The numbers that go into the golden files, made anew by those who read them: a linear congruential generator
/// (Knuth's constants of MMIX), whose upper 24 bits become an exact float in [−1, 1).</summary>
internal sealed class GoldenRandom(ulong seed)
{
    private ulong _state = seed;

    public float Next()
    {
        _state = unchecked(_state * 6364136223846793005 + 1442695040888963407);
        return (_state >> 40) / 8388608f - 1f;
    }

    /// <summary>The next numbers, each multiplied by <paramref name="scale"/>, a power of two.</summary>
    public float[] Next(int count, float scale = 1f)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = scale * Next();
        }
        return values;
    }

    /// <summary>The next classes, from 0 to <paramref name="classes"/> − 1, a power of two.</summary>
    public int[] NextClasses(int count, int classes) => Array.ConvertAll(Next(count), x => (int)((x + 1) / 2 * classes));
}
