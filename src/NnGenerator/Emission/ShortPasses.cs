using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Emission;

/// <summary>Which passes are so short that their layers are compiled into them, and which of those have a form for one sample.</summary>
internal sealed class ShortPasses(IReadOnlyList<NetworkProgram> programs)
{
    // The JIT stops inlining within a method at 512 local variables, and where the inlined code is too long beside the method's own. A vector that is passed
    // through memory to a function then costs more than all that was saved. These limits were measured: they are just below those of the JIT. The variables of an
    // exponential are as many as those of an operation besides.
    private const int MostOperations = 8, MostTermsOfAnOperation = 18, MostTermsBesides = 14;

    // With so few a call would be a good part of the time.
    private const int FewTerms = 8;

    /// <summary>How methods are compiled that forward passes call.</summary>
    public string ForwardOptions => Options(Pass.Forward, Pass.Classify, Pass.Loss);

    /// <summary>How methods are compiled that backward passes call besides.</summary>
    public string BackwardOptions => ForwardOptions == OperationPrinter.Inline ? Options(Pass.Backward, Pass.BackwardFromOutput) : ForwardOptions;

    /// <summary>Whether a pass has a form for one sample: a program often asks for one, and what is around small layers costs as much as they do.</summary>
    public bool HasOne(Pass pass) =>
        pass is Pass.Forward or Pass.Classify
        && programs.Any(program => program.Pass == pass && !program.UsesLanes && program.Operations.OfType<LinearOperation>().Any() && program.Operations.OfType<LinearOperation>().All(static linear => linear.IsUnrolled));

    /// <summary>The samples from which on a pass takes them in tiles, if fewer of them are compiled into it row by row; null if there is no such form.</summary>
    public int? FewestSamples(NetworkProgram program)
    {
        LinearOperation[] tiled = [.. program.Operations.OfType<LinearOperation>().Where(static linear => linear.IsTiled)];

        // What has no tiles is in the pass twice.
        return tiled.Length > 0 && !program.UsesLanes && ForwardOptions == OperationPrinter.Inline && IsShort(program.Operations.Concat(program.Operations.Where(static operation => operation is not LinearOperation { IsTiled: true })))
            ? tiled.Min(static linear => ProductPrinter.FewestSamples(linear.Result.Length))
            : null;
    }

    /// <summary>How that form is compiled: the shortest into its callers.</summary>
    public static string OneOptions(NetworkProgram program) => Terms(program) <= FewTerms ? OperationPrinter.Inline : "Kernel";

    private string Options(params Pass[] passes) =>
        programs.Where(program => passes.Contains(program.Pass)).All(static program =>
            program.Operations.OfType<LinearOperation>().All(static linear => linear.IsUnrolled) && IsShort(program.Operations))
            ? OperationPrinter.Inline : "Kernel";

    private static bool IsShort(IEnumerable<Operation> operations)
    {
        Operation[] inlined = [.. operations.Where(static operation => operation.Terms is not null || operation.FunctionVariables > 0)];
        return inlined.Sum(static operation => operation.Terms ?? 0) <= (MostTermsOfAnOperation * inlined.Length) + MostTermsBesides
            && inlined.Sum(static operation => 1 + operation.FunctionVariables) <= MostOperations;
    }

    private static int Terms(NetworkProgram program) => program.Operations.Sum(static operation => operation.Terms ?? 0);
}
