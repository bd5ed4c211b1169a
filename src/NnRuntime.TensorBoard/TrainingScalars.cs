using NnGen.Training;

namespace NnGen.TensorBoard;

/// <summary>Writes the scalars of one training run to a log: the steps at an interval, and every epoch.</summary>
internal sealed class TrainingScalars(TensorBoardLog log, LayerNorms? layers)
{
    private long _step, _logged = -1;

    public void AddStep(TrainingProgress progress)
    {
        _step = ((progress.Epoch - 1L) * progress.Steps) + progress.Step;
        if (_logged < 0 || _step - _logged >= log.EverySteps)
        {
            _logged = _step;
            log.TryWrite(_step, [("loss/step", progress.StepLoss), ("learning rate", progress.LearningRate)]);
        }
    }

    public void AddEpoch(TrainingEpoch epoch)
    {
        if (log.Failure is not null)
        {
            return;
        }
        List<(string, float)> scalars = [("loss/train", epoch.Loss), ("seconds per epoch", (float)epoch.Duration.TotalSeconds)];
        Add("loss/validation", epoch.ValidationLoss);
        Add("accuracy/train", (float?)epoch.Accuracy);
        Add("accuracy/validation", (float?)epoch.ValidationAccuracy);
        if (layers is not null)
        {
            (double[] parameters, double[] gradients) = layers.Measure();
            foreach ((int i, string layer) in layers.Names.Index())
            {
                scalars.Add(($"norm of parameters/{layer}", (float)parameters[i]));
                scalars.Add(($"norm of gradients/{layer}", (float)gradients[i]));
            }
        }
        log.TryWrite(_step, scalars);

        void Add(string tag, float? value)
        {
            if (value is { } number)
            {
                scalars.Add((tag, number));
            }
        }
    }
}
