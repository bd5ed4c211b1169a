using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>Data that do not fit a network are told in a sentence of ours, and in nothing else.</summary>
public class MismatchTests
{
    private const string Program = """
        using System;
        using System.Collections.Generic;
        using NnGen;
        using NnGen.Data;
        using NnGen.Optimizers;
        using NnGen.Training;

        [Network(4)] [Dense(3), Softmax] internal sealed partial class Many;
        [Network(4)] [Dense(1), Sigmoid] internal sealed partial class Binary;
        [Network(4)] [Dense(1)] internal sealed partial class Regression;
        [Network(4)] [Dense(3), Sigmoid] internal sealed partial class Labels;
        [Network(4, Inference = true)] [Dense(3), Softmax] internal sealed partial class Fixed;
        internal sealed class Plain { }

        internal static class Use
        {
            private static readonly Many many = new();
            private static readonly Binary binary = new();
            private static readonly Regression regression = new();
            private static readonly Labels labels = new();
            private static readonly Fixed @fixed = new();
            private static readonly Plain plain = new();

        """;

    private const string Parameters = """
        Dataset<int> classes, Dataset<float> values, Dataset<double> doubles, StreamedCsv<int> classStream, StreamedCsv<float> valueStream,
        IBatchSource<int> classSource, IBatchSource<float> valueSource, float[] floats, int[] ints, float[][] rows, List<float> list, UnlabeledDataset unlabeled, FitOptions options
        """;

    private static string[] Right =>
    [
        "many.Fit(classes);",
        "many.Fit(classes, options, classes);",
        "many.Fit(classes, validation: classes);",
        "many.Fit(classes, null, null);",
        "many.Fit(classStream, options, validation: classes);",
        "many.Fit(classSource);",
        "binary.Fit(classes);",
        "binary.Fit(classes, options, validation: classes);",
        "binary.Fit(classStream, options);",
        "binary.Fit(classSource, validation: classes);",
        "binary.Fit(values, options, values);",
        "binary.Fit(valueStream, null, values);",
        "regression.Fit(values, validation: values);",
        "regression.Fit(valueSource, options);",
        "labels.Fit(values);",
        "double accuracy = many.Evaluate(classes).Accuracy; int count = many.Evaluate(classes).ConfusionMatrix[0, 1]; Evaluation result = many.Evaluate(classes);",
        "double accuracy = binary.Evaluate(classes).Accuracy; double error = binary.Evaluate(values).MeanAbsoluteError; double? share = binary.Evaluate(values).Accuracy;",
        "double r = regression.Evaluate(values).RSquared;",
        "string name = many.Predict(floats).ClassName; float p = binary.Predict(floats).Probability; Prediction[] all = many.PredictBatch(floats);",
        "float[] outputs = regression.Predict(floats); float[] all = labels.PredictBatch(floats); regression.Predict(floats, outputs);",
        "Prediction[] all = many.Predict(classes); all = @fixed.Predict(classes); float[] outputs = regression.Predict(values);",
        "float loss = many.Loss(floats, ints, floats); loss = binary.Loss(floats, floats, floats); Span<float> weights = many.GetParameter(\"dense1.weight\");",
    ];

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public void Data_that_fit_compile(LanguageVersion language) => Run(Right, language).IsClean();

    private static (string Statement, string Sentence)[] Wrong =>
    [
        // Floats for a network with cross-entropy.
        ("many.Fit(values);", "trained with CrossEntropy"),
        ("many.Fit(values, options, validation: values);", "trained with CrossEntropy"),
        ("many.Fit(valueStream);", "trained with CrossEntropy"),
        ("many.Fit(valueSource, options);", "trained with CrossEntropy"),
        ("many.Evaluate(values);", "trained with CrossEntropy"),
        // Class numbers for a regression or several labels.
        ("regression.Fit(classes);", "takes floats as targets"),
        ("regression.Fit(classes, options, classes);", "takes floats as targets"),
        ("regression.Fit(classStream);", "takes floats as targets"),
        ("regression.Evaluate(classes);", "takes floats as targets"),
        ("labels.Fit(classes, validation: classes);", "takes floats as targets"),
        ("labels.Fit(classSource);", "takes floats as targets"),
        ("labels.Evaluate(classes);", "takes floats as targets"),
        // Numbers of another type.
        ("many.Fit(doubles);", "trained with CrossEntropy"),
        ("binary.Fit(doubles);", "takes floats as targets"),
        ("regression.Evaluate(doubles);", "takes floats as targets"),
        // Validation data of another kind than the training data.
        ("many.Fit(classes, validation: values);", "same kind of targets"),
        ("many.Fit(classes, options, values);", "same kind of targets"),
        ("many.Fit(classStream, options, validation: values);", "same kind of targets"),
        ("many.Fit(classes, validation: classStream);", "same kind of targets"),
        ("binary.Fit(classes, validation: values);", "same kind of targets"),
        ("binary.Fit(values, options, validation: classes);", "same kind of targets"),
        ("regression.Fit(values, validation: classes);", "same kind of targets"),
        ("regression.Fit(valueSource, validation: classes);", "same kind of targets"),
        // No loss.
        ("@fixed.Fit(classes);", "Inference = true"),
        ("@fixed.Fit(classStream, options, classes);", "Inference = true"),
        ("@fixed.Evaluate(classes);", "Inference = true"),
        // Arrays and lists.
        ("many.Fit(floats, ints);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("many.Fit(rows, ints);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("regression.Fit(list, list);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("many.Fit(floats, ints, options);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("many.Evaluate(floats, ints);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("many.Fit(classes.Inputs, classes.Targets);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("regression.Fit(values.Inputs, values.Targets, options);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("binary.Evaluate(values.Inputs, values.Targets);", "new Dataset<int>(inputs, targets, inputLength)"),
        ("many.Fit(unlabeled);", "have no targets"),
        ("binary.Fit(unlabeled, options);", "have no targets"),
        ("regression.Evaluate(unlabeled);", "have no targets"),
        ("many.Evaluate(unlabeled);", "have no targets"),
        ("many.Fit(classes, classes);", "validation: test"),
        ("regression.Fit(valueStream, values);", "validation: test"),
        ("many.Evaluate(classStream);", "Dataset<int>"),
        // A class that the generator has not seen.
        ("plain.Fit(classes);", "reference NnGenerator as an analyzer"),
        ("plain.Fit(values, options, validation: values);", "reference NnGenerator as an analyzer"),
        ("plain.Fit(floats, ints);", "reference NnGenerator as an analyzer"),
        ("plain.Evaluate(classes);", "reference NnGenerator as an analyzer"),
    ];

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public void Data_that_do_not_fit_are_one_error_of_ours(LanguageVersion language)
    {
        GeneratorRun run = Run(Wrong.Select(static wrong => wrong.Statement), language);
        ILookup<string, Diagnostic> errors = run.CompilerComplaints.ToLookup(static error => error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim());
        Assert.All(Wrong, wrong =>
        {
            Diagnostic error = Assert.Single(errors[wrong.Statement]);
            Assert.True(error.Id == "CS0619", GeneratorRun.Describe([error]));
            Assert.Contains(wrong.Sentence, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
        Assert.Equal(Wrong.Length, run.CompilerComplaints.Count);
    }

    // Each statement in a method of its own and in a line of its own, by which its error is found.
    private static GeneratorRun Run(IEnumerable<string> statements, LanguageVersion language) => GeneratorRun.Of(
        Program + string.Concat(statements.Select(static (statement, i) => $"    internal static void Run{i}({Parameters})\n    {{\n        {statement}\n    }}\n\n")) + "}\n",
        new CompilerSettings { Language = language });
}
