using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>Every rule against its formula in double precision where floats end: gradients whose squares no float holds, and any ε.</summary>
public class OptimizerRangeTests
{
    private const int Steps = 6;
    private const double Rate = 0.01;

    // Two vectors of any width and a tail.
    private const int Length = 37;

    private static readonly double[] s_epsilons = [0, 1e-30, 1e-20, 1e-15, 1e-10, 1e-8, 1e-3];

    public static TheoryData<string> Rules => ["sgd", "momentum", "adam", "adamw", "rmsprop", "rmsprop-momentum", "centered", "adagrad"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Steps_follow_the_formula_for_gradients_of_any_size(string rule)
    {
        Machine.AssertWidth();
        for (int exponent = -45; exponent <= 38; exponent++)
        {
            foreach (double epsilon in s_epsilons)
            {
                // All of one size, and one in each vector among others of ordinary size, which take the other path.
                Compare(rule, epsilon, exponent, static _ => true);
                Compare(rule, epsilon, exponent, static i => i % 8 == 3);
            }
        }
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("rmsprop")]
    [InlineData("centered")]
    [InlineData("adagrad")]
    public void Without_gradients_and_with_an_epsilon_of_zero_nothing_moves(string rule)
    {
        Optimizer optimizer = rule == "adamw" ? new AdamW(epsilon: 0, weightDecay: 0) : Make(rule, 0);
        float[] parameters = [1, 2, 3], gradients = new float[3];
        optimizer.Step(parameters, gradients);
        optimizer.Step(parameters, gradients);
        Assert.Equal([1, 2, 3], parameters);
    }

    // As NnGen had it, these three steps went 30 down: v of 1e-31 was cut to 0.
    [Fact]
    public void Adam_with_a_small_epsilon_takes_the_steps_of_its_formula()
    {
        Adam adam = new(learningRate: 1, epsilon: 1e-15f);
        float[] parameters = [0], gradients = [1e-14f];
        for (int step = 0; step < 3; step++)
        {
            adam.Step(parameters, gradients);
        }
        Assert.Equal(-3 / 1.1, parameters[0], 1e-5);
    }

    // The largest gradients: alike, of alternating signs, and of random ones. The sum of Adagrad, and of momentum, is beyond a float after a step.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Steps_follow_the_formula_for_the_largest_gradients(string rule)
    {
        Machine.AssertWidth();
        Random random = new(1);
        foreach (Func<int, int, float> sign in new Func<int, int, float>[] { static (_, _) => 1, static (t, i) => (t + i) % 2 == 0 ? 1 : -1, (_, _) => random.Next(2) == 0 ? 1 : -1 })
        {
            foreach (double epsilon in s_epsilons)
            {
                Compare(rule, epsilon, rule is "adagrad" or "momentum" ? 1 : 60, (t, i) => sign(t, i) * float.MaxValue);
            }
        }
    }

    // 0.8 and 1 − 0.8 are, as floats, a little more than 1 together.
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.85)]
    [InlineData(0.95)]
    [InlineData(0.0)]
    public void Moments_of_the_largest_gradients_stay_finite(double beta1)
    {
        Machine.AssertWidth();
        float[] gradients = new float[Length], parameters = new float[Length];
        Array.Fill(gradients, float.MaxValue);
        Adam adam = new(Rate, beta1);
        for (int t = 1; t <= 300; t++)
        {
            adam.Step(parameters, gradients);
        }
        Assert.All(parameters, static parameter => Assert.Equal(-300 * Rate, parameter, 1e-4));
        Assert.All(adam.State, static state => Assert.All(state.Values.ToArray(), static value => Assert.True(float.IsFinite(value))));
    }

    private static void Compare(string rule, double epsilon, int exponent, Func<int, bool> isOfSize)
    {
        double size = double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture);
        Random random = new(exponent);

        // From half to all of the size, in either direction.
        Compare(rule, epsilon, Steps, (_, i) => (float)((isOfSize(i) ? size : 1) * (0.5 + (random.NextDouble() / 2)) * (random.Next(3) == 0 ? -1 : 1)));
    }

    private static void Compare(string rule, double epsilon, int steps, Func<int, int, float> gradient)
    {
        Optimizer optimizer = Make(rule, epsilon);
        float[] parameters = new float[Length], gradients = new float[Length];
        Formula[] formulas = [.. parameters.Select(_ => new Formula())];
        for (int t = 1; t <= steps; t++)
        {
            for (int i = 0; i < Length; i++)
            {
                gradients[i] = gradient(t, i);
            }
            optimizer.Step(parameters, gradients);
            for (int i = 0; i < Length; i++)
            {
                double expected = formulas[i].Step(rule, t, gradients[i], epsilon);
                double difference = Math.Abs(parameters[i] - expected), allowed = (2e-5 * Math.Max(Math.Abs(expected), formulas[i].Way)) + (1e-6 * Rate);
                Assert.True(difference <= allowed, $"{rule}, epsilon {epsilon}, gradient {gradients[i]}, parameter {i} after step {t}: {parameters[i]:R}, but the formula gives {expected:R}");
            }
        }
    }

    private static Optimizer Make(string rule, double epsilon) => rule switch
    {
        "sgd" => new Sgd((float)Rate),
        "momentum" => new Sgd((float)Rate, momentum: 0.9f, dampening: 0.2f),
        "adam" => new Adam((float)Rate, epsilon: (float)epsilon),
        "adamw" => new AdamW((float)Rate, epsilon: (float)epsilon),
        "rmsprop" => new RmsProp((float)Rate, epsilon: (float)epsilon),
        "rmsprop-momentum" => new RmsProp((float)Rate, epsilon: (float)epsilon, momentum: 0.5f),
        "centered" => new RmsProp((float)Rate, smoothing: 0.9f, epsilon: (float)epsilon, centered: true),
        _ => new Adagrad((float)Rate, epsilon: (float)epsilon),
    };

    private struct Formula
    {
        private double _p, _m, _v, _b;

        /// <summary>The length of all steps: what rounding is measured by.</summary>
        public double Way { get; private set; }

        public double Step(string rule, int t, double g, double epsilon)
        {
            // The bound that the optimizers document.
            epsilon = Math.Max(epsilon, 1e-30);
            double step;
            switch (rule)
            {
                case "sgd":
                    step = g;
                    break;
                case "momentum":
                    step = _m = t == 1 ? g : (0.9 * _m) + (0.8 * g);
                    break;
                case "rmsprop" or "rmsprop-momentum":
                    _v = (0.99 * _v) + (0.01 * g * g);
                    step = _b = ((rule == "rmsprop" ? 0 : 0.5) * _b) + (g / (Math.Sqrt(_v) + epsilon));
                    break;
                case "centered":
                    _v = (0.9 * _v) + (0.1 * g * g);
                    _m = (0.9 * _m) + (0.1 * g);
                    step = g / (Math.Sqrt(_v - (_m * _m)) + epsilon);
                    break;
                case "adagrad":
                    _v += g * g;
                    step = g / (Math.Sqrt(_v) + epsilon);
                    break;
                default:
                    _p *= rule == "adamw" ? 1 - (Rate * 0.01) : 1;
                    _m = (0.9 * _m) + (0.1 * g);
                    _v = (0.999 * _v) + (0.001 * g * g);
                    step = _m / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(_v / (1 - Math.Pow(0.999, t))) + epsilon);
                    break;
            }
            Way += Math.Abs(Rate * step);
            return _p -= Rate * step;
        }
    }
}
