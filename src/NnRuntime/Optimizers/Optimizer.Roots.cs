using System.Runtime.CompilerServices;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

// How the rules keep numbers that are far from 1. Instead of the mean v of squared gradients they keep its root: that has the range of the
// gradients, whose squares leave the range of a float below 1e-19 and above 1.8e19.
public abstract partial class Optimizer
{
    private const float SmallestNormal = 1.17549435e-38f, SmallestEpsilon = 1e-30f;

    // From here on, 2⁻⁶⁴, squares are normal floats.
    private const float SmallestToSquare = 5.421011e-20f;

    // 2⁻¹⁰⁰: the rounding of what is added up to this much is far below the precision of the sum.
    private const float SmallestSum = 7.888609e-31f;

    /// <summary>ε as steps use it.</summary>
    private protected static float Epsilon(double epsilon) => Math.Max((float)epsilon, SmallestEpsilon);

    /// <summary>The size below which roots and gradients under a root are 0. It is 2⁻³⁰·ε: ε is added to the root, so they make no difference to
    /// the sum, not even when a mean collects a thousand of them.</summary>
    private protected static float RootFloor(float epsilon) => Math.Max(epsilon * 9.313226e-10f, SmallestNormal);

    /// <summary>x, or 0 where x is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Cut<V>(V x)
        where V : struct, ISimd<V> => V.WhereLess(V.Abs(x), SmallestNormal, 0f, x);

    /// <summary>√(decay·root² + rest·gradient²), wherever the squares are.</summary>
    /// <param name="root">The root of the last step.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="decay">The weight of the last mean.</param>
    /// <param name="rest">The weight of the gradient's square.</param>
    /// <param name="floor">From <see cref="RootFloor"/>.</param>
    /// <param name="hasSmall">Whether the floor is so low that squares above it may be denormal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V NextRoot<V>(V root, V gradient, V decay, V rest, V floor, bool hasSmall)
        where V : struct, ISimd<V>
    {
        gradient = V.WhereLess(V.Abs(gradient), floor, 0f, gradient);
        V mean = V.MultiplyAdd(root * decay, root, gradient * gradient * rest);
        V next = V.Sqrt(mean);
        if (V.AnyBeyond(mean, float.MaxValue) || (hasSmall && V.AnyBeyond(V.WhereLess(mean, SmallestSum, V.Max(root, V.Abs(gradient)), 0f), 0f)))
        {
            // The same of both divided by the larger.
            V size = V.Max(SmallestNormal, V.Max(root, V.Abs(gradient)));
            root /= size;
            gradient /= size;
            next = size * V.Sqrt(V.MultiplyAdd(root * decay, root, gradient * gradient * rest));
        }
        return V.WhereLess(next, floor, 0f, next);
    }

    /// <summary>Whether <see cref="NextRoot"/> meets squares that are denormal, as far as the floor decides it.</summary>
    private protected static bool HasSmall(float floor) => floor < SmallestToSquare;
}
