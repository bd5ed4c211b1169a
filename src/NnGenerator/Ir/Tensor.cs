using NnGenerator.Text;

namespace NnGenerator.Ir;

/// <summary>A named run of numbers that operations read and write: rows of <see cref="Length"/> numbers, <see cref="Stride"/> apart. Nothing about it changes
/// after it was made.</summary>
/// <param name="offset">Start of a block within the run of parameters.</param>
/// <param name="layout">The layout of several samples.</param>
/// <param name="isPadded">Whether the rows are rounded up to whole vectors of every width that serves them.</param>
/// <param name="value">The name of the value that is stored; null if it is that of the tensor.</param>
internal sealed class Tensor(string name, Arena arena, int length, int offset = 0, TensorLayout layout = TensorLayout.RowMajor, bool isPadded = false, string? value = null)
{
    public string Name { get; } = name;

    public Arena Arena { get; } = arena;

    public int Length { get; } = length;

    /// <summary>Distance of two rows.</summary>
    public int Stride { get; } = !isPadded ? length : length <= 4 ? 4 : length <= 8 ? 8 : (length + 15) / 16 * 16;

    /// <summary>Start of a block within the run of parameters.</summary>
    public int Offset { get; } = offset;

    /// <summary>Only emitted code knows layouts: the interpreter keeps one sample after the other.</summary>
    public TensorLayout Layout { get; } = layout;

    /// <summary>The name of the value that is stored. Copies of a value in other layouts have the same.</summary>
    public string Value { get; } = value ?? name;

    /// <summary>The name of the value in formulas.</summary>
    public string Math => CSharpLiteral.Subscript(Value);

    public bool IsScratch => Arena is Arena.Batch or Arena.Fixed;

    public override string ToString() => Name;
}
