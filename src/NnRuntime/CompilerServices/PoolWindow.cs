using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>How a square window moves over the planes of an image.</summary>
/// <param name="Channels">Planes of a sample.</param>
/// <param name="Height">Rows of a plane.</param>
/// <param name="Width">Columns of a plane.</param>
/// <param name="Size">Rows and columns of the window.</param>
/// <param name="Stride">Steps of the window in both directions.</param>
/// <param name="Padding">Rows and columns around the plane that the window may cover.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PoolWindow(int Channels, int Height, int Width, int Size, int Stride, int Padding)
{
    /// <summary>Rows of the result.</summary>
    internal int OutputHeight => ((Height + (2 * Padding) - Size) / Stride) + 1;

    /// <summary>Columns of the result.</summary>
    internal int OutputWidth => ((Width + (2 * Padding) - Size) / Stride) + 1;

    /// <summary>Whether no pixel is in two windows.</summary>
    internal bool IsDisjoint => Stride >= Size;

    /// <summary>The part of a window that is within a line of <paramref name="length"/> pixels, and where the whole window starts.</summary>
    internal (int Start, int From, int To) Clip(int output, int length)
    {
        int start = (output * Stride) - Padding;
        return (start, Math.Max(start, 0), Math.Min(start + Size, length));
    }

    /// <summary>Checks that windows meet the image, and that no size of planes of <paramref name="lanes"/> samples wraps around.</summary>
    /// <returns>Floats of a plane, and of the windows on it.</returns>
    /// <exception cref="ArgumentException">A size is not positive, or a window does not meet the image.</exception>
    /// <exception cref="OverflowException">A plane is longer than an array can be.</exception>
    internal (int Plane, int Outputs) Check(int lanes)
    {
        if (Channels < 1 || Height < 1 || Width < 1 || Size < 1 || Stride < 1 || (uint)Padding >= (uint)Size || Math.Min(Height, Width) + (2L * Padding) < Size)
        {
            throw new ArgumentException($"{this} is not a window over an image.");
        }
        checked
        {
            return (Height * Width * lanes, (((Height + (2 * Padding) - Size) / Stride) + 1) * (((Width + (2 * Padding) - Size) / Stride) + 1) * lanes);
        }
    }

    /// <summary>Checks the floats of planes and of their windows too.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of a plane, or the number of windows does not match.</exception>
    internal void Check<V>(int lanes, int planes, int windows)
        where V : struct, ISimd<V>
    {
        Bounds.Lanes<V>(lanes);
        (int plane, int outputs) = Check(lanes);
        if (planes % plane != 0)
        {
            throw new ArgumentException($"{planes} floats are not whole planes of {plane}.", nameof(planes));
        }
        Bounds.Room(windows, (long)(planes / plane) * outputs);
    }
}
