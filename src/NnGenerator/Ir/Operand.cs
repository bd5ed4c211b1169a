using NnGenerator.Text;

namespace NnGenerator.Ir;

/// <summary>A named run of numbers that kernels read and write: rows of <see cref="Length"/> numbers, <see cref="Stride"/> apart.</summary>
internal sealed class Operand(string name, Space space, int length, int offset = 0, Layout layout = Layout.RowMajor)
{
    public string Name { get; } = name;

    public Space Space { get; set; } = space;

    public int Length { get; } = length;

    /// <summary>Distance of two rows.</summary>
    public int Stride { get; private set; } = length;

    /// <summary>Start of a block within the run of parameters.</summary>
    public int Offset { get; } = offset;

    /// <summary>Only emitted code knows layouts: the interpreter keeps one sample after the other.</summary>
    public Layout Layout { get; } = layout;

    /// <summary>The name in formulas; a value whose layout was converted keeps its name.</summary>
    public string Math { get; set; } = CSharpLiteral.Subscript(name);

    public bool IsScratch => Space is Space.Batch or Space.Fixed;

    /// <summary>Rounds the rows up to whole vectors of every width that serves them, for kernels that work along a row.</summary>
    public void Pad() => Stride = Length <= 4 ? 4 : Length <= 8 ? 8 : (Length + 15) / 16 * 16;

    public override string ToString() => Name;
}
