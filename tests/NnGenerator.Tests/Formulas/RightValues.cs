namespace NnGenerator.Tests.Formulas;

/// <summary>The functions and their derivatives in double precision, as the papers and PyTorch define them, in forms that neither overflow nor
/// cancel. They are written a second time on purpose and share nothing with the generator's formulas.</summary>
internal static class RightValues
{
    private static readonly double s_root = Math.Sqrt(2 / Math.PI);

    /// <summary>The attribute of an activation → its value and its derivative.</summary>
    public static IReadOnlyDictionary<string, (Func<double, double> Value, Func<double, double> Derivative)> Activations { get; } =
        new Dictionary<string, (Func<double, double>, Func<double, double>)>
        {
            ["Relu"] = (static x => Math.Max(0, x), static x => x > 0 ? 1 : 0),
            ["LeakyRelu"] = Leaky(0.01f),
            ["LeakyRelu(10)"] = Leaky(10),
            ["LeakyRelu(-0.3)"] = Leaky(-0.3f),
            ["Elu"] = Elu(1),
            ["Elu(0.5)"] = Elu(0.5),
            ["Elu(1000)"] = Elu(1000),
            ["Elu(1e38)"] = Elu(1e38f),
            ["Elu(-2)"] = Elu(-2),
            ["Selu"] = (static x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)), static x => 1.0507009873554805 * (x > 0 ? 1 : 1.6732632423543772 * Math.Exp(x))),
            ["Gelu"] = (static x => x * Normal(x), static x => Normal(x) + (x * Density(x))),
            ["GeluTanh"] = (static x => x * Logistic(Inner(x)), static x => Logistic(Inner(x)) + (x * Logistic(Inner(x)) * Logistic(-Inner(x)) * 2 * s_root * (1 + (3 * 0.044715 * x * x)))),
            ["Silu"] = (static x => x * Logistic(x), static x => Logistic(x) + (x * Logistic(x) * Logistic(-x))),
            ["Mish"] = (static x => x * Math.Tanh(Softplus(x)), static x => Math.Tanh(Softplus(x)) + (x * Logistic(x) / Math.Cosh(Softplus(x)) / Math.Cosh(Softplus(x)))),
            ["Sigmoid"] = (Logistic, static x => Logistic(x) * Logistic(-x)),
            ["HardSigmoid"] = (static x => Math.Clamp((x / 6) + 0.5, 0, 1), static x => x is > -3 and < 3 ? 1.0 / 6 : 0),
            ["HardSwish"] = (static x => x * Math.Clamp((x / 6) + 0.5, 0, 1), static x => x <= -3 ? 0 : x < 3 ? (x / 3) + 0.5 : 1),
            ["Tanh"] = (Math.Tanh, static x => 1 / Math.Cosh(x) / Math.Cosh(x)),
            ["Softplus"] = (Softplus, Logistic),
            ["Softsign"] = (static x => x / (1 + Math.Abs(x)), static x => 1 / (1 + Math.Abs(x)) / (1 + Math.Abs(x))),
        };

    /// <summary>The attribute of a loss of one output → its value and its derivative by the output y, for the target t.</summary>
    public static IReadOnlyDictionary<string, (Func<double, double, double> Value, Func<double, double, double> Derivative)> Losses { get; } =
        new Dictionary<string, (Func<double, double, double>, Func<double, double, double>)>
        {
            ["MeanSquaredError"] = (static (y, t) => (y - t) * (y - t), static (y, t) => 2 * (y - t)),
            ["MeanAbsoluteError"] = (static (y, t) => Math.Abs(y - t), static (y, t) => Math.Sign(y - t)),
            ["Huber"] = Huber(1),
            ["Huber(0.5)"] = Huber(0.5),
            ["Huber(1e38)"] = Huber(1e38f),
            ["Huber(1e-38)"] = Huber(1e-38f),
            ["BinaryCrossEntropy"] = (static (y, t) => (t * Softplus(-y)) + ((1 - t) * Softplus(y)), static (y, t) => ((1 - t) * Logistic(y)) - (t * Logistic(-y))),
        };

    /// <summary>softmax(z).</summary>
    public static double[] Softmax(ReadOnlySpan<float> z)
    {
        double[] logarithms = LogSoftmax(z);
        return Array.ConvertAll(logarithms, Math.Exp);
    }

    /// <summary>log softmax(z).</summary>
    public static double[] LogSoftmax(ReadOnlySpan<float> z)
    {
        double greatest = double.NegativeInfinity, sum = 0;
        foreach (float logit in z)
        {
            greatest = Math.Max(greatest, logit);
        }
        foreach (float logit in z)
        {
            sum += Math.Exp(logit - greatest);
        }
        double[] result = new double[z.Length];
        for (int c = 0; c < z.Length; c++)
        {
            result[c] = z[c] - greatest - Math.Log(sum);
        }
        return result;
    }

    private static (Func<double, double>, Func<double, double>) Leaky(double factor) => (x => x > 0 ? x : factor * x, x => x > 0 ? 1 : factor);

    private static (Func<double, double>, Func<double, double>) Elu(double alpha) => (x => x > 0 ? x : alpha * Expm1(x), x => x > 0 ? 1 : alpha * Math.Exp(x));

    private static (Func<double, double, double>, Func<double, double, double>) Huber(double delta) =>
        ((y, t) => Math.Abs(y - t) <= delta ? 0.5 * (y - t) * (y - t) : delta * (Math.Abs(y - t) - (0.5 * delta)), (y, t) => Math.Clamp(y - t, -delta, delta));

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(0, x) + Log1p(Math.Exp(-Math.Abs(x)));

    // Series where the sum with 1 would round.
    private static double Log1p(double x) => x < 1e-5 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;

    private static double Inner(double x) => 2 * s_root * (x + (0.044715 * x * x * x));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // Marsaglia's series (2004) about 0, and the asymptotic one of the tail (Abramowitz & Stegun 26.2.12).
    private static double Normal(double x)
    {
        if (Math.Abs(x) >= 8)
        {
            double tail = Density(x) / Math.Abs(x) * (1 - (1 / (x * x)) + (3 / (x * x * x * x)));
            return x < 0 ? tail : 1 - tail;
        }
        double term = x, sum = x;
        for (int n = 3; n < 600; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + (sum * Density(x));
    }
}
