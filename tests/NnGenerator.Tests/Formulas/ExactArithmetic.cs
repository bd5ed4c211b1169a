using System.Numerics;
using NnGenerator.Formulas;

namespace NnGenerator.Tests.Formulas;

/// <summary>Formulas with 600 binary digits after the point, and their derivatives as central differences: a reference that knows no rule of the generator. It is
/// meant for numbers of moderate size.</summary>
internal static class ExactArithmetic
{
    private const int Digits = 600;

    // The step of the differences: its square is far below the precision of a double, and their rounding errors too.
    private const int Step = 150;

    private static readonly BigInteger s_one = BigInteger.One << Digits;
    private static readonly BigInteger s_rootOfPi = Root(4 * ((4 * InverseTangent(5)) - InverseTangent(239)));

    public static double Value(Scalar formula, Variable variable, double x) => ToDouble(Evaluate(formula, variable, ToExact(x)));

    public static double Derivative(Scalar formula, Variable variable, double x)
    {
        BigInteger exact = ToExact(x), step = s_one >> Step;
        return ToDouble((Evaluate(formula, variable, exact + step) - Evaluate(formula, variable, exact - step)) << (Step - 1));
    }

    private static BigInteger Evaluate(Scalar formula, Variable variable, BigInteger x) => formula.Order.Fold(
        leaf => leaf == variable ? x : ToExact(((Constant)leaf).Value),
        static (node, operands) => node.Operator switch
        {
            AddOperator => operands[0] + operands[1],
            SubtractOperator => operands[0] - operands[1],
            MultiplyOperator => Product(operands[0], operands[1]),
            DivideOperator => Quotient(operands[0], operands[1]),
            NegateOperator => -operands[0],
            AbsOperator => BigInteger.Abs(operands[0]),
            ExtremumOperator extremum => extremum.Evaluate([1, 2]) == 2 ? BigInteger.Max(operands[0], operands[1]) : BigInteger.Min(operands[0], operands[1]),
            SelectOperator => operands[0] > 0 ? operands[1] : operands[2],
            ExpFunction => Exp(operands[0]),
            Expm1Function => Exp(operands[0]) - s_one,
            Log1pFunction => Log(s_one + operands[0]),
            TanhFunction => s_one - Quotient(2 * s_one, Exp(2 * operands[0]) + s_one),
            ErfFunction => Erf(operands[0]),
            SigmoidFunction => Quotient(s_one, s_one + Exp(-operands[0])),
            SoftplusFunction => Log(s_one + Exp(operands[0])),
            _ => throw new NotSupportedException($"{node.Operator.GetType().Name} has no exact value."),
        });

    private static BigInteger ToExact(double x)
    {
        (long mantissa, int exponent) = (0, 0);
        if (x != 0)
        {
            exponent = Math.ILogB(x) - 52;
            mantissa = (long)Math.ScaleB(x, -exponent);
        }
        int shift = Digits + exponent;
        return shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
    }

    private static double ToDouble(BigInteger value) => Math.ScaleB((double)value, -Digits);

    private static BigInteger Product(BigInteger a, BigInteger b) => (a * b) >> Digits;

    private static BigInteger Quotient(BigInteger a, BigInteger b) => (a << Digits) / b;

    // The series about 0 for a small part of the argument, squared as often as that was halved.
    private static BigInteger Exp(BigInteger x)
    {
        const int halvings = 30;
        if (BigInteger.Abs(x) > 10_000 * s_one)
        {
            return x < 0 ? 0 : throw new NotSupportedException("The exponential is too large.");
        }
        BigInteger part = x >> halvings, term = s_one, sum = s_one;
        for (int n = 1; !term.IsZero && n < 100; n++)
        {
            term = Product(term, part) / n;
            sum += term;
        }
        for (int i = 0; i < halvings; i++)
        {
            sum = Product(sum, sum);
        }
        return sum;
    }

    // Halley's method, which triples the digits.
    private static BigInteger Log(BigInteger x)
    {
        BigInteger y = ToExact(BigInteger.Log(x) - (Digits * Math.Log(2)));
        for (int i = 0; i < 4; i++)
        {
            BigInteger power = Exp(y);
            y += Quotient(2 * (x - power), x + power);
        }
        return y;
    }

    // Far from 0 the exponential has no digits left, and the function none that differ from those of 1.
    private static BigInteger Erf(BigInteger x)
    {
        if (BigInteger.Abs(x) > 12 * s_one)
        {
            return x.Sign * s_one;
        }
        BigInteger square = Product(x, x), term = x, sum = x;
        for (int n = 1; !term.IsZero && n < 20_000; n++)
        {
            term = Product(term, 2 * square) / ((2 * n) + 1);
            sum += term;
        }
        return Quotient(Product(2 * Exp(-square), sum), s_rootOfPi);
    }

    // atan(1/n)
    private static BigInteger InverseTangent(int n)
    {
        BigInteger power = s_one / n, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power = -power / (n * n);
            sum += power / k;
        }
        return sum;
    }

    private static BigInteger Root(BigInteger x)
    {
        BigInteger root = ToExact(Math.Sqrt(ToDouble(x)));
        for (int i = 0; i < 6; i++)
        {
            root = (root + Quotient(x, root)) / 2;
        }
        return root;
    }
}
