using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>The rows of some planes that one or more rows of pooling windows cover, as a convolution leaves them. Distances are in floats.</summary>
/// <param name="Planes">Planes beside each other.</param>
/// <param name="Rows">Rows of windows.</param>
/// <param name="Plane">From one plane to the next.</param>
/// <param name="Pitch">From one row of pixels to the next.</param>
/// <param name="Outputs">Windows in a row.</param>
/// <param name="ResultPlane">From one plane of the result to the next.</param>
/// <param name="Size">Rows and columns of a window.</param>
/// <param name="Stride">Pixels from one window to the next, at least its size.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RowPanel(int Planes, int Rows, int Plane, int Pitch, int Outputs, int ResultPlane, int Size, int Stride)
{
    /// <summary>Checks that the rows, and the windows on them, are within the memory given.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    /// <exception cref="OverflowException">They are longer than an array can be.</exception>
    internal void Check(int lanes, int rows, int result)
    {
        if ((Planes | Rows | Plane | Pitch | Outputs | ResultPlane) < 0 || Size < 1 || Stride < Size)
        {
            throw new ArgumentException($"{this} is not a panel of windows that do not overlap.");
        }
        if (Planes == 0 || Rows == 0 || Outputs == 0)
        {
            return;
        }
        checked
        {
            long pixels = ((Planes - 1L) * Plane) + ((((Rows - 1L) * Stride) + Size - 1) * Pitch) + ((((Outputs - 1L) * Stride) + Size) * lanes);
            long windows = ((Planes - 1L) * ResultPlane) + ((long)Rows * Outputs * lanes);
            if (pixels > rows || windows > result || (Planes > 1 && ResultPlane < (long)Rows * Outputs * lanes))
            {
                throw new ArgumentException($"{this} needs {pixels} floats of rows and {windows} for its windows, but there are {rows} and {result}.");
            }
        }
    }
}
