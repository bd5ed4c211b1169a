using NnGen.Data;

namespace NnGen.Training;

// Handles values that are no longer finite: reverts to the last good step and reports the cause.
internal sealed partial class TrainingRun<TSelf, TTarget>
{
    private const string RepairData = "Leave out such samples, or replace their values.";

    private TrainingDivergedException LossDiverged(float loss)
    {
        (long[] samples, float[] inputs, TTarget[] targets) = _train.Batch(_at.Step);
        string? data = Divergence.OfData<TTarget>(inputs, targets, samples.Length, sample => samples[sample], "training data");
        string? layer = data is null ? Divergence.OfOutputs(_network, inputs) : null;
        return Diverged(loss, layer, $"the loss is {loss}: {data ?? Cause(layer)}", data is null ? null : RepairData);
    }

    // The loss of the last step does not show whether the parameters after it are finite.
    private void ThrowIfParametersDiverged()
    {
        if (Divergence.HasOther(_network.Parameters))
        {
            string? layer = Divergence.OfParameters<TSelf>(_network.Parameters);
            throw Diverged(_at.MeanLoss, layer, $"the step left parameters that are not finite, first in {layer}", null);
        }
    }

    // Such a loss must not decide about the best epoch or the learning rate. The parameters are finite, and remain those of the last step.
    private TrainingDivergedException ValidationDiverged(float loss, Dataset<TTarget> validation)
    {
        string? data = null, layer = null;
        for (int first = 0; first < validation.Count; first += EvaluationPass.Block)
        {
            int start = first, count = Math.Min(EvaluationPass.Block, validation.Count - first);
            ReadOnlySpan<float> inputs = validation.Inputs.Slice(first * validation.InputLength, count * validation.InputLength);
            ReadOnlySpan<TTarget> targets = validation.Targets.Slice(first * validation.TargetLength, count * validation.TargetLength);
            if (!float.IsFinite(_network.Loss(inputs, targets, default, null)))
            {
                data = Divergence.OfData(inputs, targets, count, sample => start + sample, "validation data");
                layer = data is null ? Divergence.OfOutputs(_network, inputs) : null;
                break;
            }
        }
        return new TrainingDivergedException(_at.Epoch + 1, _at.Step, loss, layer,
            $"The training of {TSelf.Info.Name} diverged in epoch {_at.Epoch + 1}, step {_at.Step}: the validation loss is {loss}: {data ?? Cause(layer)}. {(data is null ? RepairRate(_at.Rate) : RepairData)} The network has the parameters of the last step.");
    }

    // If the loss is finite, the bad step is the one after the last good step, which may be several steps ago.
    private TrainingDivergedException Diverged(float loss, string? layer, string what, string? repair)
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
            $"The training of {TSelf.Info.Name} diverged in epoch {epoch}, step {step}: {what}. {repair ?? RepairRate(rate)} The network has the parameters of the last good step.");
    }

    private static string Cause(string? layer) => layer is not null ? $"{layer} is the first whose outputs or parameters are not finite"
        : "the outputs of all layers are finite, so check the targets and the scale of the loss";

    private static string RepairRate(float rate) => $"The learning rate was {rate}. Use a smaller one, clip the gradients, or scale the inputs down.";
}
