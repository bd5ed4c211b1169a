using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Writes images straight to where they are padded.</summary>
internal sealed class FusePadding : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded) =>
        reader is not CopyOperation { Pads: true } padding || isNeeded(padding.Input) ? null : producer switch
        {
            MaxPoolGradientOperation { IsFusible: true, Padding: null } gradient when padding.Input == gradient.InputGradient => gradient.With(gradient.Derivative, padding),
            CopyOperation { ConvertsToImages: true } copy when padding.Input == copy.Output => copy.To(padding),
            _ => null,
        };
}
