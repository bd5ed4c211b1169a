namespace NnGenerator.Formulas;

/// <summary>A number.</summary>
internal sealed class Constant : Scalar
{
    private readonly long _bits;

    private Constant(double value) => (Value, _bits) = (value, BitConverter.DoubleToInt64Bits(value));

    public double Value { get; }

    // By bits: −0 is another number, and NaN is the same as itself.
    public override int Hash => _bits.GetHashCode();

    public static Scalar Of(double value) => NodeTable.Share(new Constant(value));

    public override bool IsSame(Scalar other) => other is Constant constant && constant._bits == _bits;
}
