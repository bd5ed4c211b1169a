using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes the maximum of windows that do not overlap into the convolution before it.</summary>
internal sealed class FusePooling : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded)
    {
        if (producer is not ConvolutionOperation { A: null } convolution || reader is not MaxPoolOperation { Window.IsDisjoint: true } pool
            || pool.Input != convolution.Result || isNeeded(convolution.Result))
        {
            return null;
        }
        int length = PooledConvolutionOperation.BufferLength(convolution.Window, pool.Window);
        return new PooledConvolutionOperation(convolution.Layer, convolution, pool, new Tensor($"{convolution.Result.Name}RowPanel", Arena.Fixed, length));
    }
}
