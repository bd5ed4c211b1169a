using System.Diagnostics;
using NnGen.Data;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>One call of Fit: its epochs and steps, the measurements after each epoch, and the checkpoints.</summary>
internal sealed partial class TrainingRun<TSelf, TTarget> : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    // Enough to reveal overfitting, and negligible compared with an epoch.
    private const int MaxMeasured = 500;

    private readonly ITrainable<TSelf, TTarget> _network;
    private readonly StepData<TSelf, TTarget> _train;
    private readonly Dataset<TTarget>? _validation;
    private readonly (Dataset<TTarget> Data, int[] Samples)? _measured;
    private readonly FitOptions _options;
    private readonly NetworkAttachments _attachments;
    private readonly IOptimizer _given;
    private readonly bool _hadOptimizer;
    private readonly RunRates _rates;
    private readonly RunSteps<TSelf, TTarget> _steps;
    private readonly EvaluationThreads<TSelf>? _evaluators;
    private readonly BestParameters? _best;
    private readonly RunPosition _at = new();
    private readonly RunFile<TSelf>? _file;
    private Action? _begun;
    private long _written, _started;

    /// <summary>Prepares a run of a network that has been marked as being trained.</summary>
    public TrainingRun(ITrainable<TSelf, TTarget> network, StepData<TSelf, TTarget> train, FitOptions options, Dataset<TTarget>? validation)
    {
        _network = network;
        (_train, _options, _validation) = (train, options, validation);
        _attachments = NetworkAttachments.Of(network);

        // Reads from the source, which may fail, before anything is changed.
        string? description = options.Checkpoint is null ? null : train.Description;
        _measured = validation is null ? null : train.Measured(Math.Min(validation.Count, MaxMeasured));
        IOptimizer given = _given = NetworkOptimizers.Given(options.Optimizer);
        _hadOptimizer = _attachments.Optimizers.Find(network, given) is not null;
        IOptimizer optimizer = _attachments.Optimizers.Of(network, given, network.Parameters.Length);
        (_at.FirstEpoch, _at.FirstStep) = (_attachments.Epochs, _attachments.Steps);
        _rates = new RunRates(given, optimizer, options.Schedule, _at);
        _rates.Begin();
        _best = options.EarlyStopping is { } rule ? new BestParameters(rule, network.Parameters.Length, network.State.Length) : null;
        if (options.Checkpoint is { } checkpoint)
        {
            _file = new RunFile<TSelf>(checkpoint, RunDescription.Of<TSelf, TTarget>(options, given, given.LearningRate, description!, train.Names, validation), network, optimizer, _best, _at);
        }
        _steps = new RunSteps<TSelf, TTarget>(network, train, options, optimizer);
        _rates.TotalSteps = (long)_steps.PerEpoch * options.Epochs;
        _evaluators = validation is null ? null : new EvaluationThreads<TSelf>(options.Threads, validation.Count);
    }

    /// <summary>Trains until the last epoch or early stopping.</summary>
    /// <param name="begun">Called when the network changes for the first time; never if the run fails before.</param>
    public TrainingHistory Train(Action begun)
    {
        _begun = begun;
        try
        {
            _file?.Claim();
            if (_file?.TryResume(_options.Epochs, _steps.PerEpoch, _options.Schedule) == true)
            {
                _written = _at.Step;
                _rates.Resume();
                Begin();
            }
            (_train.FirstEpoch, _train.FirstStep) = (_at.FirstEpoch, _at.FirstStep);
            while (_at.Epoch < _options.Epochs && _best?.IsOver(_at.Epoch) != true)
            {
                Steps();
                EndEpoch();
            }
            _best?.Restore(_network.Parameters, _network.State);
            _file?.Await();
            return new TrainingHistory { Epochs = [.. _at.Epochs], RestoredEpoch = _best is { Epoch: > 0 } ? _best.Epoch : null };
        }
        catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
        {
            // While diverged steps are being reverted, there is no state to resume from.
            if (!_steps.IsGoingBack)
            {
                Write();
            }
            _file?.Await();
            throw;
        }
        finally
        {
            _rates.End();
            if (_begun is not null && !_hadOptimizer)
            {
                // A run that failed before its first step changes nothing.
                _attachments.Optimizers.Forget(_network, _given);
            }

            // A partial epoch counts as begun.
            (_attachments.Epochs, _attachments.Steps) = (_at.FirstEpoch + _at.Epoch + (_at.Batch > 0 ? 1 : 0), _at.FirstStep + _at.Step);
        }
    }

    public void Dispose()
    {
        _steps.Dispose();
        _evaluators?.Dispose();
        _file?.Dispose();
    }

    private void Begin()
    {
        _begun?.Invoke();
        _begun = null;
    }

    private void Steps()
    {
        _started = Stopwatch.GetTimestamp();
        while (_at.Batch < _steps.PerEpoch)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _rates.Prepare();
            float loss = _steps.Take(_at.Step, out double weight);
            if (!float.IsFinite(loss))
            {
                throw LossDiverged(loss);
            }
            Begin();
            _at.Batch++;
            _at.Step++;
            _at.Loss += loss * weight;
            _at.Weight += weight;
            Report(loss);
            if (_at.Batch < _steps.PerEpoch && _options.Checkpoint is { EverySteps: > 0 and var every } && _at.Batch % every == 0)
            {
                Write();
            }
        }
    }

    private void Report(float loss)
    {
        if (_options.Progress is null && _options.OnStep is null)
        {
            return;
        }
        TrainingProgress progress = new()
        {
            Epoch = _at.Epoch + 1,
            Epochs = _options.Epochs,
            Step = _at.Batch,
            Steps = _steps.PerEpoch,
            Loss = _at.MeanLoss,
            LearningRate = _at.Rate,
            StepLoss = loss,
        };
        _options.Progress?.Report(progress);
        _options.OnStep?.Invoke(progress);
    }

    private void EndEpoch()
    {
        TimeSpan duration = _at.Elapsed + Stopwatch.GetElapsedTime(_started);
        ThrowIfParametersDiverged();
        _train.EndEpoch();
        (float? loss, double? accuracy) = (null, null);
        if (_validation is not null)
        {
            (loss, accuracy) = EvaluatorExtensions.LossAndAccuracy(_network, _validation, _evaluators!);
            if (!float.IsFinite(loss.Value))
            {
                throw ValidationDiverged(loss.Value, _validation);
            }
        }
        double? measured = _measured is null ? null : EvaluatorExtensions.Accuracy(_network, _measured.Value.Data, _measured.Value.Samples, _evaluators!);
        TrainingEpoch epoch = new()
        {
            Number = _at.Epoch + 1,
            Loss = _at.MeanLoss,
            Accuracy = measured,
            ValidationLoss = loss,
            ValidationAccuracy = accuracy,
            LearningRate = _at.Rate,
            Duration = duration,
        };
        if (_best is not null)
        {
            // A pending write may still be reading the best parameters.
            _file?.Await();
        }
        _at.Epochs.Add(epoch);
        _best?.Consider(epoch, _network.Parameters, _network.State);
        _at.NextEpoch();
        _started = Stopwatch.GetTimestamp();
        if (_options.Checkpoint is { } checkpoint && (_at.Epoch % checkpoint.EveryEpochs == 0 || _at.Epoch == _options.Epochs || _best?.IsOver(_at.Epoch) == true))
        {
            Write();
        }
        try
        {
            _options.OnEpoch?.Invoke(epoch);
        }
        finally
        {
            if (_written == _at.Step && _rates.Notice())
            {
                // The file contains the previous rate. A hook that throws may have set another one before.
                _written = -1;
                Write();
            }
        }
    }

    private void Write()
    {
        if (_file is not null && _written != _at.Step)
        {
            ThrowIfParametersDiverged();
            _rates.Store();
            _file.Write(_at.Batch == 0 ? TimeSpan.Zero : _at.Elapsed + Stopwatch.GetElapsedTime(_started), _options.Epochs);
            _written = _at.Step;
        }
    }
}
