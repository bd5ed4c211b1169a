using NnGen.CompilerServices;
using NnGen.Optimizers;

namespace NnGen.Training;

// The jobs of a step: the work on one shard of the batch, one range of the parameters, or one block of them.
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget>
{
    private void Gather(int shard, int thread) => _gathered!.Gather(_starts[shard], _starts[shard + 1] - _starts[shard]);

    private void RunSamples(IBackwardPhases<TTarget> pass, int phase, int shard, int thread)
    {
        int first = _starts[shard], count = _starts[shard + 1] - first;
        ReadOnlySpan<float> inputs = new(_inputs + ((nint)first * _info.InputLength), count * _info.InputLength);
        ReadOnlySpan<TTarget> targets = new(_targets + ((nint)first * _targetLength), count * _targetLength);
        ReadOnlySpan<float> weights = _weights is null ? default : new(_weights + ((nint)first * _weightsEach), count * _weightsEach);
        try
        {
            _losses[shard] += pass.RunSamples(phase, inputs, targets, weights, new BatchShard(shard, _shards, first, _samples), _batch, _workspaces[thread], new TrainingStep(_step.Seed, _step.Step, first, _step.Scale));
        }
        catch (ArgumentOutOfRangeException exception) when (first > 0)
        {
            throw SampleOffset.Add(first, exception);
        }
    }

    private void RunParameters(IBackwardPhases<TTarget> pass, int phase, int range) =>
        pass.RunParameters(phase, new ReadOnlySpan<float>(_inputs, _samples * _info.InputLength), _gradients[0], _ranges[range], _ranges[range + 1], _shards, _batch);

    private void Clip(int block, int thread) => _clipping!.Sum(_gradients.First(_summands), _gradients[0], block);

    // Sums the shards and steps a range, in one pass over its memory.
    private void Update(int range, int thread)
    {
        (int from, int to) = (_ranges[range], _ranges[range + 1]);
        _clipping?.Shrink(_gradients[0], from, to);
        int summands = _clipping is null ? _summands : 1;
        if (_rule is not null)
        {
            _rule.StepRange(_network.Parameters, _gradients.First(summands), from, to);
        }
        else if (summands > 1)
        {
            _gradients.First(summands).Sum(_gradients[0], from, to);
        }
    }
}
