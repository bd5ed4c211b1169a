using System.Numerics.Tensors;

namespace NnGen.Benchmarks.Optimizers;

/// <summary>The update rules as one writes them with TensorPrimitives: a vectorized pass over memory for each operation.</summary>
internal sealed class ManyPasses(int count, float learningRate)
{
    private readonly float[] _m = new float[count], _v = new float[count], _t = new float[count];
    private long _step;

    public void Sgd(Span<float> p, ReadOnlySpan<float> g) => TensorPrimitives.MultiplyAdd(g, -learningRate, p, p);

    public void Momentum(Span<float> p, ReadOnlySpan<float> g, float momentum)
    {
        TensorPrimitives.MultiplyAdd(_m, momentum, g, _m);
        TensorPrimitives.MultiplyAdd(_m, -learningRate, p, p);
    }

    public void Adam(Span<float> p, ReadOnlySpan<float> g, float weightDecay = 0, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
    {
        _step++;
        float rate = (float)(learningRate / (1 - Math.Pow(beta1, _step)));
        float root = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, _step)));
        if (weightDecay > 0)
        {
            TensorPrimitives.Multiply(p, 1 - (learningRate * weightDecay), p);
        }
        TensorPrimitives.Multiply(_m, beta1, _m);
        TensorPrimitives.MultiplyAdd(g, 1 - beta1, _m, _m);
        TensorPrimitives.Multiply(g, g, _t);
        TensorPrimitives.Multiply(_v, beta2, _v);
        TensorPrimitives.MultiplyAdd(_t, 1 - beta2, _v, _v);
        TensorPrimitives.Sqrt(_v, _t);
        TensorPrimitives.Multiply(_t, root, _t);
        TensorPrimitives.Add(_t, epsilon, _t);
        TensorPrimitives.Divide(_m, _t, _t);
        TensorPrimitives.MultiplyAdd(_t, -rate, p, p);
    }

    public void RmsProp(Span<float> p, ReadOnlySpan<float> g, float smoothing = 0.99f, float epsilon = 1e-8f)
    {
        TensorPrimitives.Multiply(g, g, _t);
        TensorPrimitives.Multiply(_v, smoothing, _v);
        TensorPrimitives.MultiplyAdd(_t, 1 - smoothing, _v, _v);
        Divide(p, g, epsilon);
    }

    public void Adagrad(Span<float> p, ReadOnlySpan<float> g, float epsilon = 1e-10f)
    {
        TensorPrimitives.MultiplyAdd(g, g, _v, _v);
        Divide(p, g, epsilon);
    }

    // p −= rate·g / (√v + ε)
    private void Divide(Span<float> p, ReadOnlySpan<float> g, float epsilon)
    {
        TensorPrimitives.Sqrt(_v, _t);
        TensorPrimitives.Add(_t, epsilon, _t);
        TensorPrimitives.Divide(g, _t, _t);
        TensorPrimitives.MultiplyAdd(_t, -learningRate, p, p);
    }
}
