using NnGenerator.Text;

namespace NnGenerator.Ir;

/// <summary>A named run of numbers that operations read and write: rows of <see cref="Length"/> numbers, <see cref="Stride"/> apart.</summary>
internal sealed class Tensor(string name, Arena arena, int length, int offset = 0, TensorLayout layout = TensorLayout.RowMajor)
{
    public string Name { get; } = name;

    public Arena Arena { get; set; } = arena;

    public int Length { get; } = length;

    /// <summary>Distance of two rows.</summary>
    public int Stride { get; private set; } = length;

    /// <summary>Start of a block within the run of parameters.</summary>
    public int Offset { get; } = offset;

    /// <summary>Only emitted code knows layouts: the interpreter keeps one sample after the other.</summary>
    public TensorLayout Layout { get; } = layout;

    /// <summary>The name in formulas; a value whose layout was converted keeps its name.</summary>
    public string Math { get; set; } = CSharpLiteral.Subscript(name);

    public bool IsScratch => Arena is Arena.Batch or Arena.Fixed;

    /// <summary>Rounds the rows up to whole vectors of every width that serves them, for operations that work along a row.</summary>
    public void Pad() => Stride = Length <= 4 ? 4 : Length <= 8 ? 8 : (Length + 15) / 16 * 16;

    public override string ToString() => Name;
}
