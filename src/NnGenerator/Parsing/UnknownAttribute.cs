using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;

namespace NnGenerator.Parsing;

/// <summary>Handles attributes that the compiler cannot find, about which it reports nothing else.</summary>
internal static class UnknownAttribute
{
    /// <summary>Reports what to write, if the attribute may be intended as one of NnGen's.</summary>
    public static bool Report(AttributeSyntax attribute, IErrorTypeSymbol? type, Action<Site> setSite, FindingSink findings)
    {
        string name = Name(attribute);
        Suggestion? activation = Activation(attribute);
        if ((activation ?? ForeignNames.For(name)) is not { } suggestion)
        {
            return false;
        }
        setSite(new Site(attribute.SyntaxTree.FilePath, attribute.Span));
        if (!ForeignNames.IsExact(name))
        {
            Fix? fix = activation is null ? Replacement(suggestion, attribute) : Fix.Replace(activation.Name!);
            findings.Add(Descriptors.UnknownAttribute, fix, name,
                suggestion.Name is null ? $"is not an attribute of NnGen, {suggestion.Advice}" : $"is not an attribute of NnGen; {suggestion.Advice}");
        }
        else if (type is { CandidateReason: CandidateReason.Ambiguous or CandidateReason.NotAnAttributeType })
        {
            findings.Add(Descriptors.UnknownAttribute, name, OtherMeaning(name));
        }
        else
        {
            findings.Add(Descriptors.UnknownAttribute, name, $"is not found here; add 'using {NetworkParser.Namespace};' at the top of the file");
        }
        return true;
    }

    /// <summary>Returns what to write instead of the exact name of an attribute of NnGen, which another type has.</summary>
    public static string OtherMeaning(string name) => $"does not refer to NnGen's attribute here; write [{NetworkParser.Namespace}.{ForeignNames.For(name)!.Name}]";

    /// <summary>Returns the name as written, without namespaces.</summary>
    public static string Name(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    // Keras's Activation("relu").
    private static Suggestion? Activation(AttributeSyntax attribute) =>
        Name(attribute) == "Activation" && attribute.ArgumentList?.Arguments is { Count: 1 } arguments && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string text }
        && ForeignNames.Known(text) is { Name: not null } suggestion ? suggestion : null;

    /// <summary>Returns NnGen's attribute with the arguments of the other, if those can only have the same meaning.</summary>
    public static Fix? Replacement(Suggestion suggestion, AttributeSyntax attribute)
    {
        string[] arguments = [.. (attribute.ArgumentList?.Arguments ?? default).Select(static argument => argument.ToString())];
        bool plain = attribute.ArgumentList?.Arguments.All(static argument => argument.NameEquals is null && argument.NameColon is null) != false;
        return (suggestion.Name, arguments.Length, plain) switch
        {
            (null, _, _) => null,
            ("Dense", 2, true) when Name(attribute).EndsWith("inear", StringComparison.Ordinal) => Fix.Replace($"Dense({arguments[1]})"),       // torch.nn.Linear(in, out)
            ("Conv2D", 3, true) => Fix.Replace($"Conv2D({arguments[1]}, {arguments[2]})"),                                                       // torch.nn.Conv2d(in, out, kernel)
            ("Dense" or "Dropout" or "MaxPool2D" or "AveragePool2D", >= 1, _) or ("Conv2D", >= 2, _) or ("Network", >= 1, _) => Fix.Replace($"{suggestion.Name}({string.Join(", ", arguments)})"),
            ("Dense" or "Dropout" or "MaxPool2D" or "AveragePool2D" or "Conv2D" or "Network", _, _) => null,
            ("LeakyRelu" or "Elu" or "Huber" or "CrossEntropy", >= 1, _) => Fix.Replace($"{suggestion.Name}({string.Join(", ", arguments)})"),
            _ => Fix.Replace(suggestion.Name),
        };
    }
}
