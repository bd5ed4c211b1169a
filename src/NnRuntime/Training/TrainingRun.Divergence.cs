namespace NnGen.Training;

// Handles values that are no longer finite: reverts to the last good step and reports the cause.
internal sealed partial class TrainingRun<TSelf, TTarget>
{
    private TrainingDivergedException LossDiverged(float loss)
    {
        (long[] samples, float[] inputs) = _train.Batch(_at.Step);
        int wrong = Divergence.Sample(inputs, samples.Length);
        string? layer = wrong >= 0 ? null : Divergence.OfOutputs(_network, inputs);
        string cause = wrong >= 0 ? $"sample {samples[wrong]} of the training data contains an input that is not finite"
            : layer is not null ? $"{layer} is the first whose outputs or parameters are not finite"
            : "the outputs of all layers are finite, so check the targets and the scale of the loss";
        return Diverged(loss, layer, $"the loss is {loss}: {cause}");
    }

    // The loss of the last step does not show whether the parameters after it are finite.
    private void ThrowIfParametersDiverged()
    {
        if (Divergence.HasOther(_network.Parameters))
        {
            string? layer = Divergence.OfParameters<TSelf>(_network.Parameters);
            throw Diverged(_at.MeanLoss, layer, $"the step left parameters that are not finite, first in {layer}");
        }
    }

    // If the loss is finite, the bad step is the one after the last good step, which may be several steps ago.
    private TrainingDivergedException Diverged(float loss, string? layer, string what)
    {
        long good;
        try
        {
            good = _steps.GoBack(_at.Step);
        }
        finally
        {
            _rates.Restore();
        }
        long bad = float.IsFinite(loss) ? good : _at.Step;
        (long epoch, long step, float rate) = ((bad / _steps.PerEpoch) + 1, bad + 1, _steps.RateOf(bad) ?? _at.Rate);
        return new TrainingDivergedException((int)epoch, step, loss, layer,
            $"The training of {TSelf.Info.Name} diverged in epoch {epoch}, step {step}: {what}. The learning rate was {rate}. Use a smaller one, clip the gradients, or scale the inputs down. The network has the parameters of the last good step.");
    }
}
