using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>Powers of the decay of Adam, which a restored optimizer must come to by another way than one that took all steps.</summary>
public class DecayPowerTests
{
    [Theory]
    [InlineData(0.9f)]
    [InlineData(0.999f)]
    [InlineData(0f)]
    public void Steps_and_a_jump_come_to_the_same_bits_near_the_power(float beta)
    {
        DecayPower stepped = new(beta);
        for (long t = 1; t <= 1000; t++)
        {
            double power = stepped.At(t);
            Assert.Equal(power, new DecayPower(beta).At(t));
            Assert.InRange(power - Math.Pow(beta, t), -1e-14, 1e-14);
            Assert.Equal(power, stepped.At(t));
        }
        Assert.Equal(new DecayPower(beta).At(10), stepped.At(10));
    }

    [Fact]
    public void A_restored_Adam_goes_on_with_the_same_bits()
    {
        float[] parameters = [0.3f, -0.2f, 1f], restored = [];
        Adam adam = new(0.01f), other = new(0.01f);
        for (int t = 1; t <= 200; t++)
        {
            float[] gradients = [MathF.Sin(t), MathF.Cos(t), MathF.Sin(3 * t)];
            if (t == 131)
            {
                restored = [.. parameters];
                other.Prepare(3);
                other.StepCount = adam.StepCount;
                for (int i = 0; i < 2; i++)
                {
                    adam.State[i].Values.CopyTo(other.State[i].Values);
                }
            }
            adam.Step(parameters, gradients);
            if (t >= 131)
            {
                other.Step(restored, gradients);
            }
        }
        Assert.Equal(parameters, restored);
    }
}
