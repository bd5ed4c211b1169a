using System.Runtime.CompilerServices;
using NnGen.CompilerServices;

namespace NnGen.Optimizers;

// How the rules represent numbers far from 1. They store the root of the mean v of squared gradients instead of v. The root has the range of the gradients,
// whereas their squares leave the range of a float below 1e-19 and above 1.8e19.
public abstract partial class Optimizer
{
    private const float SmallestNormal = 1.17549435e-38f, SmallestEpsilon = 1e-30f;

    // 2⁻⁶³, whose square is normal.
    private protected const float SmallestToSquare = 1.08420217e-19f;

    // 2⁻¹⁰⁰. For sums of at least this size, the rounding of denormal terms is far below the precision of the sum.
    private const float SmallestSum = 7.888609e-31f;

    /// <summary>Returns ε as used by steps.</summary>
    private protected static float Epsilon(double epsilon) => Math.Max((float)epsilon, SmallestEpsilon);

    /// <summary>Returns 2⁻²⁹·ε, a magnitude that does not affect the root plus ε, even if a mean accumulates a thousand such values.</summary>
    private protected static float Negligible(float epsilon) => Math.Max(epsilon * 1.8626451e-9f, SmallestNormal);

    /// <summary>Returns x, or 0 where x is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Cut<V>(V x)
        where V : struct, ISimd<V> => V.WhereLess(V.Abs(x), SmallestNormal, 0f, x);

    /// <summary>Computes √(decay·root² + rest·gradient²) for squares of any size.</summary>
    private protected interface IRoot
    {
        /// <summary>Computes the next root if the squares are within the range of floats.</summary>
        /// <param name="root">Root after the previous step.</param>
        /// <param name="gradient">The gradient.</param>
        /// <param name="decay">Weight of the previous mean.</param>
        /// <param name="rest">Weight of the squared gradient.</param>
        /// <param name="negligible">The result of <see cref="Negligible"/>, squared if its square is normal.</param>
        /// <param name="next">The next root.</param>
        /// <returns>True if the squares are in range; otherwise use <see cref="Scaled"/>.</returns>
        static abstract bool TryNext<V>(V root, V gradient, V decay, V rest, V negligible, out V next)
            where V : struct, ISimd<V>;

        /// <summary>Computes the next root for squares of any size by dividing both numbers by the larger one.</summary>
        static abstract V Scaled<V>(V root, V gradient, V decay, V rest, V negligible)
            where V : struct, ISimd<V>;
    }

    /// <summary>The root for an ε of 1e-10 or more. Adds the square of the negligible magnitude, so that no intermediate result is denormal.</summary>
    private protected readonly struct CommonRoot : IRoot
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool TryNext<V>(V root, V gradient, V decay, V rest, V negligible, out V next)
            where V : struct, ISimd<V>
        {
            V mean = V.MultiplyAdd(root * decay, root, V.MultiplyAdd(gradient * rest, gradient, negligible));
            next = V.SqrtEstimate(mean);
            return !V.AnyBeyond(mean, float.MaxValue);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Scaled<V>(V root, V gradient, V decay, V rest, V negligible)
            where V : struct, ISimd<V> => Optimizer.Scaled(root, gradient, decay, rest);
    }

    /// <summary>The root for any ε. Replaces negligible values with 0.</summary>
    private protected readonly struct AnyRoot : IRoot
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool TryNext<V>(V root, V gradient, V decay, V rest, V negligible, out V next)
            where V : struct, ISimd<V>
        {
            gradient = V.WhereLess(V.Abs(gradient), negligible, 0f, gradient);
            V mean = V.MultiplyAdd(root * decay, root, gradient * gradient * rest);
            next = V.Sqrt(mean);
            next = V.WhereLess(next, negligible, 0f, next);
            return !(V.AnyBeyond(mean, float.MaxValue) || V.AnyBeyond(V.WhereLess(mean, SmallestSum, V.Max(root, V.Abs(gradient)), 0f), 0f));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Scaled<V>(V root, V gradient, V decay, V rest, V negligible)
            where V : struct, ISimd<V>
        {
            V next = Optimizer.Scaled(root, V.WhereLess(V.Abs(gradient), negligible, 0f, gradient), decay, rest);
            return V.WhereLess(next, negligible, 0f, next);
        }
    }

    /// <summary>Returns the next root for squares of any size. The branch is predictable, since the squares of common gradients fit into a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V NextRoot<V, TRoot>(V root, V gradient, V decay, V rest, V negligible)
        where V : struct, ISimd<V>
        where TRoot : struct, IRoot =>
        TRoot.TryNext(root, gradient, decay, rest, negligible, out V next) ? next : TRoot.Scaled(root, gradient, decay, rest, negligible);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scaled<V>(V root, V gradient, V decay, V rest)
        where V : struct, ISimd<V>
    {
        // A previous mean without weight must not scale the gradient down: its square would be lost.
        root = V.WhereGreater(decay, 0f, root, 0f);
        V size = V.Max(SmallestNormal, V.Max(root, V.Abs(gradient)));
        root /= size;
        gradient /= size;
        V next = size * V.Sqrt(V.MultiplyAdd(root * decay, root, gradient * gradient * rest));

        // The root of the sum may exceed the largest float; infinity would turn into NaN with the next gradient.
        return V.WhereLess(float.MaxValue, next, float.MaxValue, next);
    }
}
