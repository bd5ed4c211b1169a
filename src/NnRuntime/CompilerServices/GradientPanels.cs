using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The order in which the gradient of a large weight matrix, a sum over samples, takes its parts: rows of the gradient in blocks whose factors
/// stay in the second-level cache, and for each of them panels of the other factors, which stay in the first-level cache.</summary>
/// <remarks>With few samples, which take nothing again, the gradient is written row by row from the factors as they are. Blocks sum the samples in the same
/// order as without panels, except for single rows of up to four vectors.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct GradientPanels
{
    // The fewest samples for which copies pay, the samples that are summed at a time, and the blocks of rows that are taken together.
    private const int FewestSamples = 32, Deep = 128, Blocks = 8;

    private readonly ReadOnlySpan<float> _left, _right;
    private readonly Span<float> _leftBuffer, _rightBuffer;
    private readonly int _leftStride, _rightStride, _columns, _width, _samples, _depth, _rows, _block, _end;
    private int _firstColumn, _endColumn;

    /// <summary>The products of two matrices that have a row for each sample.</summary>
    /// <param name="left">The factors of the gradient's rows.</param>
    /// <param name="leftStride">Floats from those of one sample to those of the next.</param>
    /// <param name="right">The factors of its columns.</param>
    /// <param name="rightStride">Floats from those of one sample to those of the next.</param>
    /// <param name="columns">The columns of the gradient.</param>
    /// <param name="width">Columns of a block.</param>
    /// <param name="block">Rows of a block.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="from">The first row of the gradient.</param>
    /// <param name="to">One past the last row of the gradient, whole blocks after the first.</param>
    /// <param name="buffer">Room of <see cref="Length"/> floats if <see cref="ArePacked"/>.</param>
    public GradientPanels(ReadOnlySpan<float> left, int leftStride, ReadOnlySpan<float> right, int rightStride, int columns, int width, int block, int samples, int from, int to, Span<float> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Math.Min(columns, Panel.Widest));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
        _left = left;
        _leftStride = leftStride;
        _right = right;
        _rightStride = rightStride;
        (_columns, _width, _samples, _block, _end) = (columns, width, samples, block, to);
        if (buffer.IsEmpty)
        {
            (_depth, _rows, LeftStride, RightStride) = (Math.Max(samples, 1), block, leftStride, rightStride);
        }
        else
        {
            _leftBuffer = buffer.Slice(0, buffer.Length / 2);
            _rightBuffer = buffer.Slice(buffer.Length / 2);
            _rows = Blocks * block;
            (_depth, LeftStride, RightStride) = (Math.Min(Deep, Math.Min(_leftBuffer.Length / _rows, _rightBuffer.Length / width)), block, width);
        }
        To = from;
        GoToRows();
        Column = -width;
    }

    /// <summary>The floats of the buffer for both panels.</summary>
    public static int Length => 2 * Panel.Length;

    /// <summary>The first row of the gradient.</summary>
    public int From { get; private set; }

    /// <summary>One past the last row of the gradient.</summary>
    public int To { get; private set; }

    /// <summary>The first column of the gradient.</summary>
    public int Column { get; private set; }

    /// <summary>The first sample.</summary>
    public int Sample { get; private set; }

    /// <summary>How many samples are summed.</summary>
    public readonly int Samples => Math.Min(_depth, _samples - Sample);

    /// <summary>Floats from the factors of a block's rows of one sample to those of the next.</summary>
    public int LeftStride { get; }

    /// <summary>The factors of the columns.</summary>
    public ReadOnlySpan<float> Right { get; private set; }

    /// <summary>Floats from those of one sample to those of the next.</summary>
    public int RightStride { get; }

    /// <summary>Whether the sums begin here.</summary>
    public readonly bool AreFirst => Sample == 0;

    /// <summary>Whether factors are copied for this many samples.</summary>
    public static bool ArePacked(int samples) => samples >= FewestSamples;

    /// <summary>The factors of a block's rows.</summary>
    /// <param name="row">The first row of the block.</param>
    public readonly ReadOnlySpan<float> Left(int row) => _leftBuffer.IsEmpty ? _left.Slice((Sample * _leftStride) + row) : _leftBuffer.Slice((row - From) * Samples);

    /// <summary>Moves to the next panel.</summary>
    /// <returns>Whether there is one.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool MoveNext()
    {
        Column += _width;
        if (Column >= _endColumn)
        {
            Column = _firstColumn;
            Sample += _depth;
            if (Sample < _samples)
            {
                PackLeft();
            }
            else if (_endColumn < _columns)
            {
                GoToColumns(_columns - _width, _columns);
            }
            else if (To < _end)
            {
                GoToRows();
            }
            else
            {
                return false;
            }
        }
        Right = Samples > 0 ? _right.Slice((Sample * _rightStride) + Column) : default;
        if (!_rightBuffer.IsEmpty)
        {
            Right = Panel.Pack(Right, _rightStride, Samples, _width, _rightBuffer);
        }
        return true;
    }

    private void GoToRows()
    {
        (From, To) = (To, Math.Min(_end, To + _rows));
        GoToColumns(0, _columns - (_columns % _width));
    }

    // The last block of a row overlaps its neighbour, whose sums must not be taken for its own.
    private void GoToColumns(int first, int end)
    {
        (_firstColumn, _endColumn) = (first, end);
        Column = first;
        Sample = 0;
        PackLeft();
    }

    // Block by block, and within a block sample by sample.
    private readonly void PackLeft()
    {
        if (_leftBuffer.IsEmpty)
        {
            return;
        }
        for (int row = From; row < To; row += _block)
        {
            ReadOnlySpan<float> rows = _left.Slice((Sample * _leftStride) + row);
            Bounds.Rows(rows.Length, Samples, _leftStride, _block);
            Span<float> panel = _leftBuffer.Slice((row - From) * Samples, Samples * _block);
            for (int i = 0; i < Samples; i++)
            {
                rows.Slice(i * _leftStride, _block).CopyTo(panel.Slice(i * _block));
            }
        }
    }
}
