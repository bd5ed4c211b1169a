using NnGenerator.Text;

namespace NnGenerator.Formulas;

/// <summary>How strongly the parts of a text hold together: one that holds less than its place demands is put in parentheses.</summary>
internal enum Precedence
{
    Any,
    Sum,
    Product,
    Sign,
    Atom,
}

/// <summary>How formulas are written: as C# or as mathematics, and with which names.</summary>
/// <param name="vector">The type whose static functions do the work in C#; null for mathematics.</param>
/// <param name="name">The names of variables.</param>
internal sealed class Notation(string? vector, Func<Variable, string> name)
{
    // Each part is written once, and again where it is used again.
    private readonly Dictionary<Scalar, (string Text, Precedence Precedence)> _texts = [];

    public string? Vector => vector;

    public bool IsMathematics => vector is null;

    public string Minus => IsMathematics ? "−" : "-";

    public string Times => IsMathematics ? "·" : " * ";

    /// <summary>Writes that name from now on.</summary>
    public void Name(Scalar part, string value) => _texts[part.Written] = (value, Precedence.Atom);

    /// <summary>Returns the text, in parentheses where its place needs them.</summary>
    public string Print(Scalar formula, Precedence place)
    {
        (string text, Precedence precedence) = Write(formula);
        return precedence < place ? $"({text})" : text;
    }

    public (string Text, Precedence Precedence) Write(Scalar formula)
    {
        Scalar written = formula.Written;
        if (!_texts.TryGetValue(written, out (string Text, Precedence Precedence) text))
        {
            text = written switch
            {
                Constant constant => (Number(constant.Value), constant.Value < 0 ? Precedence.Sign : Precedence.Atom),
                Variable variable => (name(variable), Precedence.Atom),
                Application application => application.Operator.Print(application, this),
                _ => throw new InvalidOperationException($"No text for {formula}."),
            };
            _texts.Add(written, text);
        }
        return text;
    }

    private string Number(double value) => IsMathematics ? CSharpLiteral.Number(value).Replace('-', '−') : CSharpLiteral.Float(value);
}
