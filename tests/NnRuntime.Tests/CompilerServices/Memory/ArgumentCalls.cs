using NnGen.CompilerServices;

namespace NnGen.Tests.Memory;

/// <summary>The calls of what checks the arguments of emitted members.</summary>
internal static class ArgumentCalls
{
    public static void Add(Action<Type, string, int, Action<RandomSizes>> add)
    {
        void Check(string method, int parameters, Action<RandomSizes, int, int, int> run) => add(typeof(Arguments), method, parameters, d => run(d, d.Choose(1, 4), d.Choose(1, 9), d.Choose(1, 9)));

        Check("IsOne", 5, static (d, _, x, y) => Arguments.IsOne(d.Floats(x), d.Size(x), d.Floats(y), d.Size(y), d.Floats(5)));
        Check("IsOne", 4, static (d, _, x, _) => Arguments.IsOne(d.Floats(x), d.Size(x), d.Ints(1), d.Floats(5)));
        Check("Forward", 5, static (d, n, x, y) => Arguments.Forward(d.Floats(n * x), d.Size(x), d.Floats(n * y), d.Size(y), d.Floats(5)));
        Check("Classify", 4, static (d, n, x, _) => Arguments.Classify(d.Floats(n * x), d.Size(x), d.Ints(n), d.Floats(5)));
        Check("Targets", 5, static (d, n, x, y) => Arguments.Targets<float>(d.Floats(n * x), d.Size(x), d.Floats(n * y), d.Size(y), d.Size(1)));
        Check("Predictions", 5, static (d, n, x, y) => Arguments.Predictions<float>(d.Floats(n * x), d.Floats(n * y), d.Floats(5), d.Ints(n), d.Size(n)));
        Check("Classes", 5, static (d, n, x, _) => Arguments.Classes(d.Floats(n * x), d.Size(x), d.Ints([.. Enumerable.Repeat(0, n)]), d.Size(1), d.Size(1)));
        Check("Classes", 2, static (d, n, _, _) => Arguments.Classes(d.Ints([.. Enumerable.Range(0, n)]), d.Size(n)));
        Check("Probabilities", 2, static (d, n, _, y) =>
        {
            Span<float> targets = d.Floats(n * y);
            if (!targets.IsEmpty)
            {
                targets[^1] = d.Size(1);
            }
            Arguments.Probabilities(targets, d.Size(y));
        });
        Check("Weights", 2, static (d, n, _, _) => Arguments.Weights(d.Floats(n), d.Size(n)));
        Check("Weights", 3, static (d, n, _, y) => Arguments.Weights(d.Floats(n * y), d.Size(n), d.Size(y)));
        Check("Gradients", 5, static (d, n, x, y) => Arguments.Gradients<float>(d.Floats(n * x), d.Floats(n * y), d.Floats(n), d.Floats(5), d.Floats(5)));
        Check("BackwardFromOutput", 7, static (d, n, x, y) => Arguments.BackwardFromOutput(d.Floats(n * x), d.Size(x), d.Floats(n * y), d.Size(y), d.Floats(5), d.Floats(5), d.Floats(n * x)));
        add(typeof(BatchShard), ".ctor", 4, static d => _ = new BatchShard(d.Size(0), d.Size(1), d.Size(3), d.Size(5)));
        Check("Shard", 4, static (d, n, _, y) => Arguments.Shard(new BatchShard(0, 1, d.Size(3), d.Size(3 + n)), d.Size(n), d.Floats(n * y), d.Size(y)));
        Check("Phase", 1, static (d, n, _, _) => _ = Arguments.Phase(d.Size(n)));
        Check("Range", 6, static (d, n, x, _) => Arguments.Range(d.Floats(n * x), d.Size(x), d.Floats(5), d.Floats(5), d.Size(1), d.Size(4)));
        Check("BatchSize", 1, static (d, n, _, _) => Arguments.BatchSize(d.Size(n)));
    }
}
