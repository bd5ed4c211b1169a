using NnGenerator.Compilation;
using NnGenerator.Kernels;

namespace NnGenerator.Emission;

/// <summary>Where the intermediate values of a pass lie, as C#.</summary>
internal static class ScratchPrinter
{
    /// <summary>Declares the values of a pass as parts of its scratch.</summary>
    /// <param name="writer">Where they are declared.</param>
    /// <param name="program">The pass.</param>
    /// <param name="placed">The samples that scratch has room for.</param>
    public static void Write(SourceWriter writer, NetworkProgram program, string placed)
    {
        List<string> declarators = [];
        foreach (Operand operand in program.Scratch)
        {
            int offset = program.Plan.Offset(operand);
            string start = operand.Space == Space.Batch ? Times(placed, offset)
                : offset == 0 ? Times(placed, program.Plan.BatchLength) : $"{Times(placed, program.Plan.BatchLength)} + {CSharpLiteral.Integer(offset)}";
            string length = operand.Space == Space.Fixed ? CSharpLiteral.Integer(operand.Length) : Times(operand.Layout == Layout.Lanes ? "m" : "n", operand.Stride);
            declarators.Add($"{operand.Name} = scratch.Slice({start}, {length})");
        }
        for (int i = 0; i < declarators.Count; i += 3)
        {
            writer.Line($"Span<float> {string.Join(", ", declarators.Skip(i).Take(3))};");
        }
    }

    /// <summary>A number of floats for so many samples.</summary>
    public static string Times(string count, long size) => size == 0 ? "0" : size == 1 ? count : $"{count} * {CSharpLiteral.Integer(size)}";

    /// <summary>What is added to it.</summary>
    public static string Plus(int constant) => constant == 0 ? "" : $" + {CSharpLiteral.Integer(constant)}";
}
