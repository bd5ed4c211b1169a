using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>A rule that makes one operation of two, of which the second reads what the first writes.</summary>
internal abstract class FusionRule
{
    /// <summary>Returns the operation for both; null if the rule does not apply.</summary>
    /// <param name="producer">The operation that comes first.</param>
    /// <param name="reader">An operation that reads a result of it.</param>
    /// <param name="isNeeded">Whether anything but the reader reads a tensor.</param>
    public abstract Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded);
}
