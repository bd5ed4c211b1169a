using NnGen.CompilerServices;

namespace NnGen.Training;

// The sequence of a step on the calling thread: the batch is split, the phases of the training pass run, and those that update the parameters.
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget>
{
    private float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step, int samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (samples != _samples)
        {
            Split(samples);
        }
        _guard?.BeforeBackward(_network.State);
        float loss = Backward(inputs, targets, weights, step);
        if (_guard is null || float.IsFinite(loss))
        {
            _guard?.BeforeUpdate(_network.Parameters, step.Step);
            _rule?.BeginStep(_info.ParameterCount);
            Run(_updates);
            if (_rule is null)
            {
                _optimizer.Step(_network.Parameters, _gradients[0]);
            }
        }
        return loss;
    }

    private void Split(int samples)
    {
        bool isPhased = samples <= _mostPhased;
        Shards shards = isPhased ? Shards.InRanges(samples, _info) : Shards.Of(samples, _info);
        for (int shard = 0; shard <= shards.Count; shard++)
        {
            _starts[shard] = shards.First(shard);
        }
        (_samples, _shards, _pass, _summands) = (samples, shards.Count, isPhased ? _phased : _whole, isPhased ? 1 : shards.Count);
        foreach (StepPhase phase in _pass)
        {
            phase.Items = phase.IsOverSamples ? shards.Count : phase.Items;
        }
    }

    private float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step)
    {
        for (int shard = 0; shard < _shards; shard++)
        {
            _losses[shard] = 0;
        }
        _step = step;
        fixed (float* x = inputs, w = weights)
        {
            fixed (TTarget* t = targets)
            {
                _inputs = x;
                _targets = t;
                _weights = w;
                _weightsEach = weights.IsEmpty ? 0 : weights.Length / _samples;
                Run(_pass.AsSpan(_gathers ? 0 : 1));
            }
        }
        double loss = 0;
        for (int shard = 0; shard < _shards; shard++)
        {
            loss += _losses[shard];
        }
        return (float)loss;
    }

    private void Run(ReadOnlySpan<StepPhase> phases)
    {
        foreach (StepPhase phase in phases)
        {
            _team.Run(phase.Items, phase.Job);
        }
    }

    // The phases of a training pass on the samples of a batch, after they were gathered if they must be.
    private StepPhase[] PhasesOf(IBackwardPhases<TTarget> pass)
    {
        List<StepPhase> phases = [new(Gather) { Items = 0, IsOverSamples = true }];
        for (int phase = 0; phase < pass.Phases.Length; phase++)
        {
            int index = phase;
            phases.Add(pass.Phases[phase] switch
            {
                PhaseAxis.Samples => new((shard, thread) => RunSamples(pass, index, shard, thread)) { Items = 0, IsOverSamples = true },
                PhaseAxis.Parameters => new((range, _) => RunParameters(pass, index, range)) { Items = _ranges.Length - 1 },
                PhaseAxis axis => throw new InvalidOperationException($"No job for a phase over {axis}."),
            });
        }
        return [.. phases];
    }
}
