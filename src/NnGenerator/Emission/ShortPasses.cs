using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Emission;

/// <summary>Which passes are so short that their layers are compiled into them, and which of those have a form for one sample.</summary>
internal sealed class ShortPasses(IReadOnlyList<NetworkProgram> programs)
{
    // Terms of products that one method may hold: the JIT stops inlining at 512 local variables, and a vector of eight words passed through
    // memory to a function costs more than all that was saved.
    private const int MostTerms = 48;

    // With so few a call would be a good part of the time.
    private const int FewTerms = 8;

    /// <summary>How methods are compiled that forward passes call.</summary>
    public string ForwardOptions => Options(Pass.Forward, Pass.Classify, Pass.Loss);

    /// <summary>How methods are compiled that backward passes call.</summary>
    public string BackwardOptions => Options(Pass.Backward, Pass.BackwardFromOutput);

    /// <summary>Whether a pass has a form for one sample: a program often asks for one, and what is around small layers costs as much as they do.</summary>
    public bool HasOne(Pass pass) =>
        pass is Pass.Forward or Pass.Classify
        && programs.Any(program => program.Pass == pass && !program.UsesLanes && program.Operations.OfType<LinearOperation>().Any() && program.Operations.OfType<LinearOperation>().All(static linear => linear.IsUnrolled));

    /// <summary>The samples from which on a pass takes them in tiles, if fewer of them are compiled into it row by row; null if there is no such form.</summary>
    public int? FewestSamples(NetworkProgram program)
    {
        LinearOperation[] tiled = [.. program.Operations.OfType<LinearOperation>().Where(static linear => linear.IsTiled)];
        return tiled.Length > 0 && ForwardOptions == OperationPrinter.Inline ? tiled.Min(static linear => ProductPrinter.FewestSamples(linear.Result.Length)) : null;
    }

    /// <summary>How that form is compiled: the shortest into its callers.</summary>
    public static string OneOptions(NetworkProgram program) => Terms(program) <= FewTerms ? OperationPrinter.Inline : "Kernel";

    private string Options(params Pass[] passes) =>
        programs.Where(program => passes.Contains(program.Pass)).All(static program =>
            program.Operations.OfType<LinearOperation>().All(static linear => linear.IsUnrolled) && Terms(program) <= MostTerms)
            ? OperationPrinter.Inline : "Kernel";

    private static int Terms(NetworkProgram program) => program.Operations.Sum(static operation => operation.Terms ?? 0);
}
