using NnGen.Optimizers;

namespace NnGen.Training;

// The jobs of a step: the work on one shard, one range of the parameters, or one block of them.
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget>
{
    private Span<float> Slab(int shard) => _slabs.Span.Slice(shard * _stride, _info.ParameterCount);

    private void Backward(int shard, int thread)
    {
        int first = _shards.First(shard), count = _shards.First(shard + 1) - first;
        if (_gathers)
        {
            _gathered!.Gather(first, count);
        }
        ReadOnlySpan<float> inputs = new(_inputs + ((nint)first * _info.InputLength), count * _info.InputLength);
        ReadOnlySpan<TTarget> targets = new(_targets + ((nint)first * TSelf.TargetLength), count * TSelf.TargetLength);
        try
        {
            ReadOnlySpan<float> weights = _weights is null ? default : new ReadOnlySpan<float>(_weights + ((nint)first * _weightsEach), count * _weightsEach);
            TrainingStep step = _step with { FirstSample = first };
            _losses[shard] = _inRanges
                ? _ranges!.Backpropagate(inputs, targets, weights, first, _samples, _batch!, _workspaces[thread], step)
                : _network.Backward(inputs, targets, weights, Slab(shard), _workspaces[thread], step);
        }
        catch (ArgumentOutOfRangeException exception) when (first > 0)
        {
            throw SampleOffset.Add(first, exception);
        }
    }

    // Computes the gradients of a range over the batch, on the thread that updates the range after all ranges are done.
    private void Gradients(int part, int thread)
    {
        (int from, int to) = Range(part);
        _ranges!.Gradients(new ReadOnlySpan<float>(_inputs, _samples * _info.InputLength), Slab(0), from, to, _samples, _batch!);
    }

    private void Clip(int block, int thread) => _clipping!.Sum(new GradientShards(_slabs.Span, _slabsUsed, _stride), Slab(0), block);

    // Ranges end on whole vectors of any width.
    private (int From, int To) Range(int part)
    {
        int lines = (_info.ParameterCount + CacheLine - 1) / CacheLine;
        return ((int)((long)lines * part / _parts) * CacheLine, Math.Min(_info.ParameterCount, (int)((long)lines * (part + 1) / _parts) * CacheLine));
    }

    // Sums the shards and steps a range, in one pass over its memory.
    private void Update(int part, int thread)
    {
        (int from, int to) = Range(part);
        GradientShards gradients = new(_slabs.Span, _clipping is null ? _slabsUsed : 1, _stride);
        _clipping?.Shrink(_slabs.Span, from, to);
        if (_optimizer is Optimizer rule)
        {
            rule.StepRange(_network.Parameters, gradients, from, to);
        }
        else
        {
            gradients.Sum(_slabs.Span, from, to);
        }
    }
}
