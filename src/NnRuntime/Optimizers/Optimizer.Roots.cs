using System.Runtime.CompilerServices;
using NnGen.CompilerServices;

namespace NnGen.Optimizers;

// How the rules keep numbers that are far from 1. Instead of the mean v of squared gradients they keep its root: that has the range of the
// gradients, whose squares leave the range of a float below 1e-19 and above 1.8e19.
public abstract partial class Optimizer
{
    private const float SmallestNormal = 1.17549435e-38f, SmallestEpsilon = 1e-30f;

    // 2⁻⁶³, whose square is normal.
    private protected const float SmallestToSquare = 1.08420217e-19f;

    // 2⁻¹⁰⁰: the rounding of what is added up to this much is far below the precision of the sum.
    private const float SmallestSum = 7.888609e-31f;

    /// <summary>ε as steps use it.</summary>
    private protected static float Epsilon(double epsilon) => Math.Max((float)epsilon, SmallestEpsilon);

    /// <summary>2⁻²⁹·ε, a size that makes no difference to a root: ε is added to it, also where a mean collects a thousand of them.</summary>
    private protected static float Negligible(float epsilon) => Math.Max(epsilon * 1.8626451e-9f, SmallestNormal);

    /// <summary>x, or 0 where x is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Cut<V>(V x)
        where V : struct, ISimd<V> => V.WhereLess(V.Abs(x), SmallestNormal, 0f, x);

    /// <summary>√(decay·root² + rest·gradient²), for squares of any size.</summary>
    private protected interface IRoot
    {
        /// <summary>Computes the next root where the squares are in the range of floats.</summary>
        /// <param name="root">The root of the last step.</param>
        /// <param name="gradient">The gradient.</param>
        /// <param name="decay">The weight of the last mean.</param>
        /// <param name="rest">The weight of the gradient's square.</param>
        /// <param name="negligible">From <see cref="Negligible"/>, squared where its square is normal.</param>
        /// <param name="next">The next root.</param>
        /// <returns>Whether they are. If not, <see cref="Scaled"/> computes it.</returns>
        static abstract bool TryNext<V>(V root, V gradient, V decay, V rest, V negligible, out V next)
            where V : struct, ISimd<V>;

        /// <summary>Computes the next root for squares of any size: both numbers are divided by the larger.</summary>
        static abstract V Scaled<V>(V root, V gradient, V decay, V rest, V negligible)
            where V : struct, ISimd<V>;
    }

    /// <summary>For an ε of 1e-10 or more. The square of what is negligible is added, so that no number is denormal on the way.</summary>
    private protected readonly struct CommonRoot : IRoot
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool TryNext<V>(V root, V gradient, V decay, V rest, V negligible, out V next)
            where V : struct, ISimd<V>
        {
            V mean = V.MultiplyAdd(root * decay, root, V.MultiplyAdd(gradient * rest, gradient, negligible));
            next = V.Sqrt(mean);
            return !V.AnyBeyond(mean, float.MaxValue);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Scaled<V>(V root, V gradient, V decay, V rest, V negligible)
            where V : struct, ISimd<V> => Optimizer.Scaled(root, gradient, decay, rest);
    }

    /// <summary>For any ε. What is negligible is 0.</summary>
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

    /// <summary>The next root for squares of any size, where a branch may be: common gradients have squares that floats hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V NextRoot<V, TRoot>(V root, V gradient, V decay, V rest, V negligible)
        where V : struct, ISimd<V>
        where TRoot : struct, IRoot =>
        TRoot.TryNext(root, gradient, decay, rest, negligible, out V next) ? next : TRoot.Scaled(root, gradient, decay, rest, negligible);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scaled<V>(V root, V gradient, V decay, V rest)
        where V : struct, ISimd<V>
    {
        V size = V.Max(SmallestNormal, V.Max(root, V.Abs(gradient)));
        root /= size;
        gradient /= size;
        V next = size * V.Sqrt(V.MultiplyAdd(root * decay, root, gradient * gradient * rest));

        // A sum of squares may exceed what its root can hold; infinity would turn into NaN with the next gradient.
        return V.WhereLess(float.MaxValue, next, float.MaxValue, next);
    }
}
