using Versus.Contenders;
using Versus.Work;

namespace Versus.Timing;

/// <summary>One row of the table.</summary>
internal sealed record Row(Workload Workload, int Threads, IReadOnlyList<ContenderProcess> Contenders)
{
    public ContenderProcess? Of(string name) => Contenders.FirstOrDefault(contender => contender.Name == name);
}

/// <summary>All contenders at one workload: compared first, then timed turn by turn.</summary>
internal static class Contest
{
    private const float Tolerance = 1e-4f;

    public static Row Hold(Workload workload, int threads, Options options)
    {
        var contenders = new List<ContenderProcess>();
        try
        {
            foreach (string name in options.Contenders.Where(name => Roster.CanDo(name, workload)))
            {
                contenders.Add(new ContenderProcess(name, workload, threads, options));
            }
            Compare(workload, contenders);
            foreach (ContenderProcess contender in contenders)
            {
                contender.WarmUp();
            }
            for (int round = 0; round < options.Rounds; round++)
            {
                // Each begins as often as the others.
                for (int turn = 0; turn < contenders.Count; turn++)
                {
                    Thread.Sleep(Pace.Quiet);
                    contenders[(round + turn) % contenders.Count].Turn();
                }
            }
            return new Row(workload, threads, contenders);
        }
        finally
        {
            contenders.ForEach(static contender => contender.Dispose());
        }
    }

    private static void Compare(Workload workload, List<ContenderProcess> contenders)
    {
        (string Who, float[] Values)[] answers =
        [
            .. contenders.SelectMany(contender => contender.Check().Select(answer => ($"{contender.Name} ({answer.Setting})", answer.Values))),
        ];
        foreach ((string who, float[] values) in answers.Skip(1))
        {
            (string first, float[] expected) = answers[0];
            if (values.Length != expected.Length)
            {
                throw new ContestException($"{workload.Title}: {who} computes {values.Length} numbers, but {first} {expected.Length}. Nothing was timed.");
            }
            int[] apart = [.. Enumerable.Range(0, values.Length).Where(i => !Agree(values[i], expected[i], Tolerance))];
            if (apart.Length > Exempt(workload) || apart.Any(i => i < Workload.CheckedSteps || !Agree(values[i], expected[i], 2 * workload.CheckedRate)))
            {
                throw new ContestException(
                    $"{workload.Title}: {who} and {first} disagree, {Place(workload, apart[0])}: {values[apart[0]]:R} and {expected[apart[0]]:R}, from the same parameters and inputs"
                    + $" ({apart.Length} of {values.Length} numbers differ). Nothing was timed.");
            }
        }
    }

    private static bool Agree(float value, float expected, double tolerance) => Math.Abs(value - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    // A step of this CNN applies ReLU three million times. The parameters of two contenders differ by rounding, so that some inputs of ReLU close to zero
    // differ in sign; each such input changes the gradients of a whole filter a little. Adam divides a gradient by its own size: where the gradient is as
    // small as that change, the parameter moves the other way.
    private static int Exempt(Workload workload) => workload is { Rule: Rule.Adam } && workload.Architecture == Architectures.Color ? 2 : 0;

    private static string Place(Workload workload, int i) => !workload.Training ? $"output {i % workload.Architecture.OutputLength} of sample {i / workload.Architecture.OutputLength}"
        : i < Workload.CheckedSteps ? $"loss of step {i + 1}"
        : workload.Rule == Rule.Gradient ? $"gradient of parameter {i - Workload.CheckedSteps}"
        : $"parameter {i - Workload.CheckedSteps} after {Workload.CheckedSteps} steps";
}
