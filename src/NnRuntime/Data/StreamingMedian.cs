namespace NnGen.Data;

/// <summary>Computes the median of numbers that are enumerated several times, in memory that does not grow with them: each pass determines 16 of its 64 bits.</summary>
internal sealed class StreamingMedian
{
    /// <summary>The number of passes.</summary>
    public const int Passes = 4;

    private const int Bits = 16;

    // An even count has two middle numbers.
    private readonly long[][] _counts = [new long[1 << Bits], new long[1 << Bits]];
    private readonly ulong[] _prefixes = [0, 0];
    private readonly long[] _ranks = [0, 0];
    private int _pass;
    private long _count;

    /// <summary>Returns the median, after all passes.</summary>
    public double Value
    {
        get
        {
            double low = Number(_prefixes[0]), high = Number(_prefixes[1]);
            return low + ((high - low) / 2);
        }
    }

    /// <summary>Adds the next number of a pass.</summary>
    public void Add(double number)
    {
        _count += _pass == 0 ? 1 : 0;
        ulong key = Key(number), prefix = _pass == 0 ? 0 : key >> (64 - (Bits * _pass));
        int digit = (int)(key >> (64 - (Bits * (_pass + 1)))) & ((1 << Bits) - 1);
        for (int i = 0; i < 2; i++)
        {
            _counts[i][digit] += prefix == _prefixes[i] ? 1 : 0;
        }
    }

    /// <summary>Ends a pass.</summary>
    public void EndPass()
    {
        if (_pass == 0)
        {
            (_ranks[0], _ranks[1]) = ((_count - 1) / 2, _count / 2);
        }
        for (int i = 0; i < 2 && _count > 0; i++)
        {
            int digit = 0;
            for (; _ranks[i] >= _counts[i][digit]; digit++)
            {
                _ranks[i] -= _counts[i][digit];
            }
            _prefixes[i] = (_prefixes[i] << Bits) | (uint)digit;
            Array.Clear(_counts[i]);
        }
        _pass++;
    }

    // Returns bits that sort in the order of the numbers.
    private static ulong Key(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    private static double Number(ulong key) => BitConverter.Int64BitsToDouble((long)(key >> 63 == 0 ? ~key : key ^ (1ul << 63)));
}
