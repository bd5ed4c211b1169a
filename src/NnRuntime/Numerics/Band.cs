using System.ComponentModel;

namespace NnRuntime.Numerics;

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
public readonly record struct Band(int Planes, int Rows, int Plane, int Pitch, int Outputs, int ResultPlane, int Size, int Stride);
