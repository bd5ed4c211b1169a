using NnGenerator.Ir;
using NnGenerator.Planning;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>Prints the memory of a pass's intermediate values.</summary>
internal static class ScratchPrinter
{
    /// <summary>Declares the values of a pass as parts of its scratch.</summary>
    /// <param name="writer">Where they are declared.</param>
    /// <param name="program">The pass.</param>
    /// <param name="placed">The samples that scratch has room for.</param>
    /// <param name="tensors">The values.</param>
    /// <param name="first">The sample of the scratch that is the first of the pass; null for that of the scratch.</param>
    public static void Write(SourceWriter writer, NetworkProgram program, string placed, IEnumerable<Tensor> tensors, string? first = null)
    {
        List<string> declarators = [];
        foreach (Tensor tensor in tensors)
        {
            int offset = program.Plan.Offset(tensor);
            (string memory, string start, string length) = (tensor.Arena, first) switch
            {
                (Arena.Batch, null) => ("scratch", Times(placed, offset), Samples(tensor)),
                (Arena.Batch, _) => ("scratch", offset == 0 ? Times(first, tensor.Stride) : $"{Times(placed, offset)} + {Times(first, tensor.Stride)}", Samples(tensor)),
                (_, null) => ("scratch", $"{Times(placed, program.Plan.BatchLength)}{Plus(offset)}", CSharpLiteral.Integer(tensor.Length)),
                _ => ("own", CSharpLiteral.Integer(offset), CSharpLiteral.Integer(tensor.Length)),
            };
            declarators.Add($"{tensor.Name} = {memory}.Slice({start}, {length})");
        }
        for (int i = 0; i < declarators.Count; i += 3)
        {
            writer.Line($"Span<float> {string.Join(", ", declarators.Skip(i).Take(3))};");
        }
    }

    private static string Samples(Tensor tensor) => Times(tensor.Layout == TensorLayout.ChannelsHeightWidthBatch ? "m" : "n", tensor.Stride);

    /// <summary>A number of floats for a number of samples.</summary>
    public static string Times(string count, long size) => size == 0 ? "0" : size == 1 ? count : $"{count} * {CSharpLiteral.Integer(size)}";

    /// <summary>What is added to it.</summary>
    public static string Plus(int constant) => constant == 0 ? "" : $" + {CSharpLiteral.Integer(constant)}";
}
