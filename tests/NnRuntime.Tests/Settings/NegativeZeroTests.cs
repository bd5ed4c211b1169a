using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Settings of −0 are settings of 0, and numbers below 0 that a float rounds to −0 are refused.</summary>
public class NegativeZeroTests
{
    [Fact]
    public void Negative_zero_is_zero()
    {
        Assert.Equal(new Adam(0, 0, 0, 0, 0).ToString(), new Adam(-0.0, -0.0, -0.0, -0.0, -0.0).ToString());
        Assert.Equal(new Sgd().ToString(), new Sgd(0.001, -0.0, -0.0, -0.0).ToString());
        Assert.Equal(new Adagrad().ToString(), new Adagrad(0.01, -0.0, -0.0, -0.0).ToString());
        Assert.Equal("CosineAnnealing(minRate: 0)", new CosineAnnealing(-0.0).ToString());
        Assert.Equal(new ReduceOnPlateau(threshold: 0, minRate: 0, minChange: 0).ToString(), new ReduceOnPlateau(threshold: -0.0, minRate: -0.0, minChange: -0.0).ToString());
        Assert.Equal(new OneCycle(baseMomentum: 0).ToString(), new OneCycle(baseMomentum: -0.0).ToString());
        Assert.Equal("EarlyStopping(patience: 5, minDelta: 0, byAccuracy: False)", new EarlyStopping { MinDelta = -0.0 }.ToString());
        Assert.Equal("GaussianNoise(0)", new GaussianNoise(-0.0).ToString());
        Assert.Equal("RandomRotation(0)", new RandomRotation(-0.0).ToString());
        Assert.False(float.IsNegative(new Sgd(-0.0).LearningRate));
        Assert.False(float.IsNegative(new Sgd { LearningRate = -0f }.LearningRate));
    }

    [Fact]
    public void Less_than_a_float_below_zero_is_below_zero()
    {
        Assert.Contains("The learning rate is -1E-60", Assert.Throws<ArgumentOutOfRangeException>(static () => new Sgd(-1e-60)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Adam(weightDecay: -1e-60));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RmsProp(epsilon: -1e-60));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Adagrad(initialAccumulator: -1e-60));
    }
}
