using System.Runtime.InteropServices;
using NnGen.CompilerServices;
using NnGen.Data;

namespace NnGen.Tests.Memory;

/// <summary>The arguments of one call: the right ones as they are, or with some of them wrong. Runs of floats are in guarded memory.</summary>
internal sealed class RandomSizes
{
    private static readonly int[] s_extremes =
        [0, -1, -2, -10, -16, 1, 3, 500_000_000, 1 << 30, 65_536, 65_537, -65_536, 46_341, int.MaxValue, int.MaxValue - 1, int.MinValue, int.MinValue + 1, 0x2AAAAAAB, 0x55555556];

    private readonly Xoshiro256 _random;
    private readonly GuardedMemory[] _memory = [.. Enumerable.Range(0, 5).Select(static _ => new GuardedMemory())];
    private readonly List<(int Length, bool AtEnd)> _used = [];

    public RandomSizes(int seed) => _random = new(seed);

    /// <summary>Of so many arguments one is wrong; 0 for none.</summary>
    public int WrongOneOf { get; set; }

    /// <summary>Whether an argument of the last call was wrong.</summary>
    public bool IsWrong { get; private set; }

    public string Arguments { get; private set; } = "";

    public void Begin()
    {
        IsWrong = false;
        Arguments = "";
        _used.Clear();
    }

    /// <summary>A right number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public int Choose(int min, int max) => min + _random.NextInt(max - min + 1);

    /// <summary>The right size, or a wrong one.</summary>
    public int Size(int right)
    {
        int size = Wrong(right);
        Arguments += $" {size}";
        return size;
    }

    /// <summary>A run of the right length, or of a wrong one.</summary>
    public Span<float> Floats(int right)
    {
        int length = Math.Clamp(Wrong(right), 0, GuardedMemory.Floats);
        bool atEnd = _random.NextInt(2) == 0;
        Arguments += $" [{length}]";
        Span<float> run = _memory[_used.Count].Run(length, atEnd);
        _used.Add((length, atEnd));
        run.Fill(0.5f);
        return run;
    }

    public Span<int> Ints(int right) => MemoryMarshal.Cast<float, int>(Floats(right));

    /// <summary>Numbers that are right themselves, in a run of the right length or of a wrong one; some of them may be wrong too.</summary>
    public Span<int> Ints(params ReadOnlySpan<int> right)
    {
        Span<int> run = Ints(right.Length);
        run.Clear();
        for (int i = 0; i < Math.Min(run.Length, right.Length); i++)
        {
            run[i] = Size(right[i]);
        }
        return run;
    }

    /// <summary>Whether the last call wrote nothing beside its runs.</summary>
    public bool IsIntact()
    {
        bool intact = true;
        for (int i = 0; i < _used.Count; i++)
        {
            intact &= _memory[i].IsIntactBeside(_used[i].Length, _used[i].AtEnd);
        }
        return intact;
    }

    private int Wrong(int right)
    {
        if (WrongOneOf == 0 || _random.NextInt(WrongOneOf) != 0)
        {
            return right;
        }
        IsWrong = true;
        return _random.NextInt(6) switch
        {
            0 => right - 1,
            1 => right + 1,
            2 => -right,
            3 => (int)(right * (long)Choose(2, 70_000)),
            4 => Choose(0, 70),
            _ => s_extremes[_random.NextInt(s_extremes.Length)],
        };
    }
}
