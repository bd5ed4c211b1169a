using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The order in which the product of samples with a large matrix takes its parts: panels as wide as a block of the result and as deep as
/// fits in the first-level cache, and for each of them all rows of the result, whose partial sums are in memory.</summary>
/// <remarks>Blocks sum their terms in the same order as without panels, so that the bits are the same, except for single rows of up to four vectors: these have two sums
/// for each panel.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct MatrixPanels
{
    // With this many rows, a panel is read so often that a copy pays. Fewer rows read the matrix itself, in flat panels, whose rows the processor prefetches.
    private const int FewestRows = 32, Deep = 256, Flat = 64;

    // Rows of factors that stay in the second-level cache while all panels of a depth pass by: whole tiles of four, six and eight rows.
    private const int MostRows = 264;

    private readonly ReadOnlySpan<float> _matrix;
    private readonly Span<float> _buffer;
    private readonly int _columns, _width, _terms, _depth, _end;
    private readonly bool _isTransposed;

    // The columns that go through all depths together: those of whole blocks, then those of the last one, which overlaps its neighbour.
    private int _firstColumn, _endColumn;

    /// <summary>The product of some rows of factors with a matrix.</summary>
    /// <param name="matrix">The matrix: a row for each term.</param>
    /// <param name="columns">Floats of its rows.</param>
    /// <param name="width">Columns of a block of the result.</param>
    /// <param name="from">The first row of the result.</param>
    /// <param name="to">One past the last row of the result.</param>
    /// <param name="buffer">Room for a panel if <see cref="ArePacked"/>.</param>
    public MatrixPanels(ReadOnlySpan<float> matrix, int columns, int width, int from, int to, Span<float> buffer)
        : this(matrix, matrix.Length / Math.Max(columns, 1), columns, width, from, to, buffer, isTransposed: false)
    {
    }

    private MatrixPanels(ReadOnlySpan<float> matrix, int terms, int columns, int width, int from, int to, Span<float> buffer, bool isTransposed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Math.Min(columns, Panel.Widest));
        _matrix = matrix;
        _buffer = buffer;
        _isTransposed = isTransposed;
        (_columns, _width, _terms, _end) = (columns, width, terms, to);
        _depth = buffer.IsEmpty ? Flat : Math.Min(Deep, Panel.Length / width);
        (From, To, Stride) = (from, Math.Min(to, from + MostRows), buffer.IsEmpty ? columns : width);
        (_firstColumn, _endColumn) = (0, columns - (columns % width));
        Column = -width;
    }

    /// <summary>The product of some rows of factors with the transpose of a matrix, which is always packed.</summary>
    /// <param name="matrix">The matrix: a row for each column of the result.</param>
    /// <param name="terms">Floats of its rows.</param>
    /// <param name="width">Columns of a block of the result.</param>
    /// <param name="from">The first row of the result.</param>
    /// <param name="to">One past the last row of the result.</param>
    /// <param name="buffer">Room for a panel.</param>
    public static MatrixPanels Transposed(ReadOnlySpan<float> matrix, int terms, int width, int from, int to, Span<float> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, Length, nameof(buffer));
        return new(matrix, terms, matrix.Length / terms, width, from, to, buffer, isTransposed: true);
    }

    /// <summary>The floats of the buffer for a panel.</summary>
    public static int Length => Panel.Length;

    /// <summary>The first row of the result, and one past the last.</summary>
    public int From { get; private set; }

    /// <summary>One past the last row of the result.</summary>
    public int To { get; private set; }

    /// <summary>The first column of the result.</summary>
    public int Column { get; private set; }

    /// <summary>The first term of the sums.</summary>
    public int Term { get; private set; }

    /// <summary>How many terms there are.</summary>
    public int Terms { get; private set; }

    /// <summary>The rows of the matrix.</summary>
    public ReadOnlySpan<float> Rows { get; private set; }

    /// <summary>Floats from one of them to the next.</summary>
    public int Stride { get; }

    /// <summary>Whether the sums begin here.</summary>
    public readonly bool AreFirst => Term == 0;

    /// <summary>Whether the sums are complete after this panel.</summary>
    public readonly bool AreLast => Term + Terms >= _terms;

    /// <summary>Whether panels are copied if the result has this many rows.</summary>
    public static bool ArePacked(int rows) => rows >= FewestRows;

    /// <summary>Moves to the next panel.</summary>
    /// <returns>Whether there is one.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool MoveNext()
    {
        Column += _width;
        if (Column >= _endColumn)
        {
            Term += _depth;
            if (Term >= _terms)
            {
                Term = 0;
                if (_endColumn < _columns)
                {
                    (_firstColumn, _endColumn) = (_columns - _width, _columns);
                }
                else
                {
                    if (To >= _end)
                    {
                        return false;
                    }
                    (From, To) = (To, Math.Min(_end, To + MostRows));
                    (_firstColumn, _endColumn) = (0, _columns - (_columns % _width));
                }
            }
            Column = _firstColumn;
        }
        Terms = Math.Min(_depth, _terms - Term);
        Rows = _isTransposed ? Panel.PackTransposed(_matrix.Slice((Column * _terms) + Term), _terms, Terms, _width, _buffer)
            : _buffer.IsEmpty ? _matrix.Slice((Term * _columns) + Column)
            : Panel.Pack(_matrix.Slice((Term * _columns) + Column), _columns, Terms, _width, _buffer);
        return true;
    }
}
