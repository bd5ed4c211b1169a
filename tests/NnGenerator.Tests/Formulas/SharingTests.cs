using System.Reflection;
using System.Runtime.CompilerServices;
using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Formulas;

/// <summary>Equal nodes are one object, and each is visited once.</summary>
public class SharingTests
{
    [Fact]
    public void Equal_nodes_are_one_object()
    {
        Assert.Same(Formula(2), Formula(2));
        Assert.NotSame(Formula(2), Formula(3));
        Assert.NotSame(X + Y, Y + X);
        Assert.NotSame((Scalar)0.0, (Scalar)(-0.0));
        Assert.Same((Scalar)double.NaN, (Scalar)double.NaN);
        Assert.NotSame(new Variable("x"), X);
        Assert.NotSame(Tanh(new Variable("x")), Tanh(X));
    }

    [Fact]
    public void Threads_get_the_same_nodes()
    {
        Scalar[][] formulas = new Scalar[8][];
        Parallel.For(0, formulas.Length, i => formulas[i] = [.. Enumerable.Range(0, 2000).Select(static k => Formula(1000 + k))]);
        Assert.All(formulas, other => Assert.All(other.Zip(formulas[0]), static pair => Assert.Same(pair.Second, pair.First)));
    }

    [Fact]
    public void What_nobody_uses_is_not_kept()
    {
        Scalar kept = Formula(0.125);
        WeakReference[] references = [.. Enumerable.Range(0, 20_000).Select(static i => Unused(i + 0.5))];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(references.Count(static reference => reference.IsAlive), 0, 10);

        // Nor are entries for it: a million nodes come and go.
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 25_000; i++)
            {
                Unused(-i - (round * 25_000) - 0.5);
            }
            GC.Collect();
        }
        Assert.InRange(((System.Collections.ICollection)typeof(NodeTable).GetField("s_nodes", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!).Count, 1, 400_000);
        Assert.Same(kept, Formula(0.125));
    }

    // As a tree it has 2^60 nodes.
    [Fact(Timeout = 20_000)]
    public async Task Parts_that_are_used_twice_are_visited_once()
    {
        Scalar formula = X;
        for (int i = 0; i < 60; i++)
        {
            formula = Tanh(formula) * Tanh(formula);
        }
        await Task.Run(
            () =>
            {
                Assert.Equal(121, formula.Order.Nodes.Count);
                Assert.InRange(formula.Evaluate((X, 3)), 0, 1);
                Assert.True(formula.Range().IsNeverNegative);
                Assert.True(formula.Cost > 600);
                Assert.False(formula.IsCheap);
                Assert.InRange(formula.ToBody("V", static _ => "x").Length, 1000, 5000);
                Scalar derivative = formula.DerivativeWithRespectTo(X);
                Assert.InRange(derivative.Order.Nodes.Count, 500, 1500);
                Assert.Equal(0, derivative.Evaluate((X, 0)));
            }, TestContext.Current.CancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Unused(double factor) => new(Formula(factor));

    private static Scalar Formula(double factor) => (factor * X) + Tanh(factor * X);
}
