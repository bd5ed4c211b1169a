using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>Every rule against its formula in double precision, element by element, over lengths with and without a vector tail.</summary>
public class OptimizerTests
{
    private const int Steps = 12;

    public static TheoryData<string, int> Rules
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string rule in new[] { "sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "centered", "adagrad" })
            {
                data.Add(rule, 1);
                data.Add(rule, 37);
            }
            return data;
        }
    }

    // The root of the sum of squares stays at the largest float where the sum is beyond it.
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void Adagrad_stays_finite_with_the_largest_gradients(int count)
    {
        Adagrad rule = new(0.01);
        float[] parameters = new float[count], gradients = [.. Enumerable.Repeat(3.4e38f, count)];
        for (int step = 0; step < 100; step++)
        {
            rule.Step(parameters, gradients);
        }
        Assert.All(parameters, static value => Assert.InRange(value, -1, -0.1f));
    }

    [Fact]
    public void A_negative_number_of_steps_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(0.01) { StepCount = -1 });

    [Theory]
    [MemberData(nameof(Rules))]
    public void Steps_follow_the_formula(string rule, int length)
    {
        Optimizer optimizer = Make(rule);
        float[] parameters = [.. Enumerable.Range(0, length).Select(static i => MathF.Sin(i + 1))];
        double[] expected = [.. parameters.Select(static value => (double)value)];
        (double M, double V)[] state = new (double, double)[length];
        for (int t = 1; t <= Steps; t++)
        {
            float[] gradients = [.. Enumerable.Range(0, length).Select(i => MathF.Cos((3 * t) + i))];
            optimizer.Step(parameters, gradients);
            for (int i = 0; i < length; i++)
            {
                expected[i] = Step(rule, t, expected[i], gradients[i], ref state[i].M, ref state[i].V);
            }
        }
        Assert.All(parameters.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 2e-6));
    }

    [Fact]
    public void Another_length_is_refused_and_nothing_is_written()
    {
        Adam adam = new();
        adam.Step(new float[3], new float[3]);
        float[] parameters = [1, 2, 3, 4];
        ArgumentException error = Assert.Throws<ArgumentException>(() => adam.Step(parameters, new float[] { 1, 1, 1, 1 }));
        Assert.Contains("3 parameters, but 4", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], parameters);
        Assert.Throws<ArgumentException>(() => new Sgd().Step(new float[2], new float[3]));
    }

    [Fact]
    public void State_that_fades_becomes_negligible_before_it_is_denormal()
    {
        Adam adam = new(beta1: 0.5f, beta2: 0.5f);
        float[] parameters = [1f], gradient = [1f];
        adam.Step(parameters, gradient);
        gradient[0] = 0;
        for (int i = 0; i < 500; i++)
        {
            adam.Step(parameters, gradient);
        }
        Assert.Equal(0f, adam.State[0].Values.Span[0]);
        Assert.InRange(adam.State[1].Values.Span[0], float.Epsilon * (1 << 24), 1e-8f / (1 << 24));
    }

    [Fact]
    public void Centered_rmsprop_stays_finite_when_gradients_do_not_change()
    {
        RmsProp centered = new(smoothing: 0.5f, centered: true);
        float[] parameters = new float[19], gradients = [.. Enumerable.Range(0, 19).Select(static i => 0.1f + (i * 0.037f))];
        for (int i = 0; i < 100; i++)
        {
            centered.Step(parameters, gradients);
        }
        Assert.All(parameters, static value => Assert.True(float.IsFinite(value)));
    }

    // 1 − (double)0.9999f is 0.02 % off, and its root 8e-5.
    [Theory]
    [InlineData(0.9999)]
    [InlineData(0.9999f)]
    [InlineData(0.99999)]
    [InlineData(0.99999f)]
    public void Settings_mean_the_decimal_numbers_that_they_are_written_as(double decay)
    {
        double rest = Math.Round(1 - decay, 5);
        Assert.Equal(1 / (Math.Sqrt(rest) + 1e-8), -First(new RmsProp(1, smoothing: decay)), 1e-6 / Math.Sqrt(rest));

        // With β₁ and β₂ as near to 1 the first step is 1, and the second shows both.
        foreach (Optimizer adam in new Optimizer[] { new Adam(1, decay, 0.5), new AdamW(1, decay, 0.5, weightDecay: 0) })
        {
            float[] parameters = [0];
            adam.Step(parameters, [1f]);
            adam.Step(parameters, [0f]);
            double m = rest * (1 - rest) / (1 - Math.Pow(1 - rest, 2)), v = 0.25 / 0.75;
            Assert.Equal(-1 - (m / Math.Sqrt(v)), parameters[0], 2e-6);
        }
        Assert.Contains(rest == 1e-5 ? "smoothing: 0.99999," : "smoothing: 0.9999,", new RmsProp(smoothing: decay).ToString(), StringComparison.Ordinal);
    }

    private static double First(Optimizer optimizer)
    {
        float[] parameters = [0];
        optimizer.Step(parameters, [1f]);
        return parameters[0];
    }

    [Fact]
    public void A_copy_has_the_settings_the_state_and_the_steps_and_goes_its_own_way()
    {
        foreach (string rule in Rules.Select(static row => row.Data.Item1).Distinct())
        {
            Optimizer optimizer = Make(rule);
            float[] parameters = [1, 2, 3], gradients = [3, -2, 1];
            optimizer.Step(parameters, gradients);
            Optimizer copy = (Optimizer)optimizer.Clone();
            Assert.Equal(optimizer.ToString(), copy.ToString());
            float[] copied = [.. parameters];
            copy.Step(copied, gradients);
            Assert.Equal((1, 2), (optimizer.StepCount, copy.StepCount));
            optimizer.Step(parameters, gradients);
            Assert.Equal(parameters, copied);
        }
    }

    [Fact]
    public void A_momentum_can_be_changed_between_steps()
    {
        Sgd sgd = new(1, momentum: 0.9);
        float[] parameters = [0];
        sgd.Step(parameters, [1f]);
        sgd.Momentum = 0.5;
        sgd.Step(parameters, [1f]);
        Assert.Equal(-1 - 1.5, parameters[0], 1e-6);

        // As torch does, the correction takes the momentum of the step for all steps.
        Adam adam = new(1, beta1: 0.9);
        parameters[0] = 0;
        adam.Step(parameters, [1f]);
        adam.Momentum = 0.5;
        adam.Step(parameters, [1f]);
        Assert.Equal(-1 - (((0.5 * 0.1) + 0.5) / 0.75), parameters[0], 1e-6);
        Assert.Null(new Sgd().Momentum);
        Assert.Null(new Adagrad().Momentum);
        Assert.Throws<NotSupportedException>(static () => new Adagrad().Momentum = 0.9);
        Assert.Throws<NotSupportedException>(static () => new RmsProp().Momentum = 0.9);
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.Momentum = 1);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Adam(beta2: 1 - 1e-9));   // 1 as a float
        Assert.Throws<ArgumentOutOfRangeException>(static () => new AdamW(epsilon: 1e39));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Sgd(learningRate: 1e39));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RmsProp(epsilon: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Sgd(learningRate: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Adam(beta1: 1f));
        Assert.Throws<ArgumentException>(static () => new Sgd(nesterov: true));
    }

    private static Optimizer Make(string rule) => rule switch
    {
        "sgd" => new Sgd(0.1f, weightDecay: 0.01f),
        "momentum" => new Sgd(0.1f, momentum: 0.9f, dampening: 0.2f),
        "nesterov" => new Sgd(0.1f, momentum: 0.9f, nesterov: true),
        "adam" => new Adam(0.01f, weightDecay: 0.1f),
        "adamw" => new AdamW(0.01f, weightDecay: 0.1f),
        "rmsprop" => new RmsProp(0.01f, momentum: 0.5f),
        "centered" => new RmsProp(0.01f, smoothing: 0.9f, centered: true),
        _ => new Adagrad(0.1f, learningRateDecay: 0.01f),
    };

    private static double Step(string rule, int t, double p, double g, ref double m, ref double v)
    {
        switch (rule)
        {
            case "sgd":
                return p - (0.1 * (g + (0.01 * p)));
            case "momentum":
                m = t == 1 ? g : (0.9 * m) + (0.8 * g);
                return p - (0.1 * m);
            case "nesterov":
                m = t == 1 ? g : (0.9 * m) + g;
                return p - (0.1 * (g + (0.9 * m)));
            case "rmsprop":
                v = (0.99 * v) + (0.01 * g * g);
                m = (0.5 * m) + (g / (Math.Sqrt(v) + 1e-8));
                return p - (0.01 * m);
            case "centered":
                v = (0.9 * v) + (0.1 * g * g);
                m = (0.9 * m) + (0.1 * g);
                return p - (0.01 * g / (Math.Sqrt(v - (m * m)) + 1e-8));
            case "adagrad":
                v += g * g;
                return p - (0.1 / (1 + ((t - 1) * 0.01)) * g / (Math.Sqrt(v) + 1e-10));
            default:
                g += rule == "adam" ? 0.1 * p : 0;
                p *= rule == "adamw" ? 1 - (0.01 * 0.1) : 1;
                m = (0.9 * m) + (0.1 * g);
                v = (0.999 * v) + (0.001 * g * g);
                return p - (0.01 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8));
        }
    }
}
