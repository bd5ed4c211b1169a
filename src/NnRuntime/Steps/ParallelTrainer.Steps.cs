using NnGen.Optimizers;

namespace NnGen.Training;

// The sequence of a step on the calling thread: the batch is split, the gradients are computed, and the parameters are updated.
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget>
{
    private float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step, int samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (samples != _samples)
        {
            Cut(samples);
        }
        _guard?.BeforeBackward(_network.State);

        // A single shard runs directly on the calling thread.
        double loss = _shards.Count == 1 && !_inRanges && !_gathers
            ? _network.Backward(inputs, targets, weights, Slab(0), _workspaces[0], step)
            : BackwardInPieces(inputs, targets, weights, step);
        if (_guard is null || float.IsFinite((float)loss))
        {
            UpdateParameters(step.Step);
        }
        return (float)loss;
    }

    private void Cut(int samples)
    {
        _inRanges = _ranges is not null && samples <= Shards.MostSamplesInRanges;
        _shards = _inRanges ? Shards.InRanges(samples, _info) : Shards.Of(samples, _info);
        (_samples, _slabsUsed) = (samples, _inRanges ? 1 : _shards.Count);
    }

    private double BackwardInPieces(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step)
    {
        _step = step;
        fixed (float* x = inputs, w = weights)
        {
            fixed (TTarget* t = targets)
            {
                _inputs = x;
                _targets = t;
                _weights = w;
                _weightsEach = weights.Length / _samples;
                _team.Run(_shards.Count, _backward);
                if (_inRanges)
                {
                    _team.Run(_parts, _gradients);
                }
            }
        }
        double loss = 0;
        for (int shard = 0; shard < _shards.Count; shard++)
        {
            loss += _losses[shard];
        }
        return loss;
    }

    private void UpdateParameters(long step)
    {
        if (_clipping is not null)
        {
            _team.Run(_clipping.Blocks, _clip!);
            _clipping.Finish();
        }
        _guard?.BeforeUpdate(_network.Parameters, step);
        if (_parts == 1 && _slabsUsed == 1 && _clipping is null)
        {
            _optimizer.Step(_network.Parameters, Slab(0));
            return;
        }
        if (_optimizer is Optimizer rule)
        {
            rule.BeginStep(_info.ParameterCount);
            _team.Run(_parts, _update);
            return;
        }
        _team.Run(_parts, _update);
        _optimizer.Step(_network.Parameters, Slab(0));
    }
}
