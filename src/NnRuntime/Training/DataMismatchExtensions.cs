using System.ComponentModel;
using System.Runtime.InteropServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>Overloads for calls of Fit and Evaluate that cannot work, so that the compiler explains why. They are never chosen if the data match the network,
/// since their parameters are less specific.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DataMismatchExtensions
{
    private const string Classes = "This network is trained with CrossEntropy and takes class numbers as targets: pass a Dataset<int>, such as the result of CsvFile.LoadClassification; Fit also takes an IBatchSource<int>. "
        + "To predict numbers, declare the network without Softmax and CrossEntropy. Evaluate takes data in memory, not a stream.";

    private const string Floats = "This network takes floats as targets: pass a Dataset<float>, such as the result of CsvFile.LoadRegression; Fit also takes an IBatchSource<float>. "
        + "For class numbers, end the declaration with one output for each class and Softmax, or for two classes with [Dense(1), Sigmoid]. Evaluate takes data in memory, not a stream.";

    private const string Validation = "The validation data must have the same kind of targets as the training data, and must be in memory: pass a Dataset<int> with class numbers, or a Dataset<float> with floats, for both.";

    private const string NoLoss = "This network is declared with Inference = true, so it has no loss: remove Inference = true from its [Network] attribute to train or evaluate it.";

    private const string Arrays = "Fit and Evaluate take a dataset: pass new Dataset<int>(inputs, targets, inputLength) with class numbers, or a Dataset<float> with floats; the options are the next argument.";

    private const string Unnamed = "The second argument of Fit is the options: name the validation data, as in net.Fit(train, validation: test).";

    private const string NoTargets = "These data have no targets, so that a network can only predict them: to train or evaluate it, pass a Dataset<int> or Dataset<float>, such as the result of CsvFile.LoadClassification or LoadRegression.";

    private const string NotCompiled = "This is not a network that NnGen has compiled: declare a partial class with [Network(…)] and layers, and have its project reference NnGenerator as an analyzer.";

    /// <summary>Does not compile: the targets are not class numbers.</summary>
    [Obsolete(Classes, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, int> network, object train, FitOptions? options = null, object? validation = null)
        where TSelf : class, ITrainable<TSelf, int> => throw new NotSupportedException(Classes);

    /// <summary>Does not compile: the targets are not floats.</summary>
    [Obsolete(Floats, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, object train, FitOptions? options = null, object? validation = null)
        where TSelf : class, ITrainable<TSelf, float> => throw new NotSupportedException(Floats);

    /// <summary>Does not compile: the validation data have a different kind of targets.</summary>
    [Obsolete(Validation, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, int> network, IBatchSource<int> train, [Optional] FitOptions? options, object validation)
        where TSelf : class, ITrainable<TSelf, int> => throw new NotSupportedException(Validation);

    /// <summary>Does not compile: the validation data have a different kind of targets.</summary>
    [Obsolete(Validation, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, IBatchSource<float> train, [Optional] FitOptions? options, object validation)
        where TSelf : class, ITrainable<TSelf, float> => throw new NotSupportedException(Validation);

    /// <summary>Does not compile: the validation data have a different kind of targets.</summary>
    [Obsolete(Validation, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, IBatchSource<int> train, [Optional] FitOptions? options, object validation)
        where TSelf : class, ITrainable<TSelf, float>, IClassifier<TSelf> => throw new NotSupportedException(Validation);

    /// <summary>Does not compile: the data have no targets.</summary>
    [Obsolete(NoTargets, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, int> network, UnlabeledDataset train, FitOptions? options = null, object? validation = null)
        where TSelf : class, ITrainable<TSelf, int> => throw new NotSupportedException(NoTargets);

    /// <summary>Does not compile: the data have no targets.</summary>
    [Obsolete(NoTargets, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, UnlabeledDataset train, FitOptions? options = null, object? validation = null)
        where TSelf : class, ITrainable<TSelf, float> => throw new NotSupportedException(NoTargets);

    /// <summary>Does not compile: the network has no loss.</summary>
    [Obsolete(NoLoss, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this INetwork<TSelf> network, object train, FitOptions? options = null, object? validation = null)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(NoLoss);

    /// <summary>Does not compile: arrays are not a dataset.</summary>
    [Obsolete(Arrays, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this INetwork<TSelf> network, object inputs, object targets, object? options = null, object? validation = null)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(Arrays);

    /// <summary>Does not compile: spans are not a dataset.</summary>
    [Obsolete(Arrays, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf, TTarget>(this INetwork<TSelf> network, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, object? options = null, object? validation = null)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(Arrays);

    /// <summary>Does not compile: validation data in place of the options.</summary>
    [Obsolete(Unnamed, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit<TSelf>(this INetwork<TSelf> network, ISchemaProvider train, ISchemaProvider unnamed, object? options = null)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(Unnamed);

    /// <summary>Does not compile: not a network.</summary>
    [Obsolete(NotCompiled, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit(this object network, object train, FitOptions? options = null, object? validation = null) => throw new NotSupportedException(NotCompiled);

    /// <summary>Does not compile: not a network.</summary>
    [Obsolete(NotCompiled, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static TrainingHistory Fit(this object network, object inputs, object targets, object? options = null, object? validation = null) => throw new NotSupportedException(NotCompiled);

    /// <summary>Does not compile: the targets are not class numbers.</summary>
    [Obsolete(Classes, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static ClassificationEvaluation Evaluate<TSelf>(this ITrainable<TSelf, int> network, object data)
        where TSelf : class, ITrainable<TSelf, int> => throw new NotSupportedException(Classes);

    /// <summary>Does not compile: the targets are not floats.</summary>
    [Obsolete(Floats, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static RegressionEvaluation Evaluate<TSelf>(this ITrainable<TSelf, float> network, object data)
        where TSelf : class, ITrainable<TSelf, float> => throw new NotSupportedException(Floats);

    /// <summary>Does not compile: the data have no targets.</summary>
    [Obsolete(NoTargets, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static ClassificationEvaluation Evaluate<TSelf>(this ITrainable<TSelf, int> network, UnlabeledDataset data)
        where TSelf : class, ITrainable<TSelf, int> => throw new NotSupportedException(NoTargets);

    /// <summary>Does not compile: the data have no targets.</summary>
    [Obsolete(NoTargets, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static RegressionEvaluation Evaluate<TSelf>(this ITrainable<TSelf, float> network, UnlabeledDataset data)
        where TSelf : class, ITrainable<TSelf, float> => throw new NotSupportedException(NoTargets);

    /// <summary>Does not compile: the network has no loss.</summary>
    [Obsolete(NoLoss, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Evaluation Evaluate<TSelf>(this INetwork<TSelf> network, object data)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(NoLoss);

    /// <summary>Does not compile: arrays are not a dataset.</summary>
    [Obsolete(Arrays, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Evaluation Evaluate<TSelf>(this INetwork<TSelf> network, object inputs, object targets)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(Arrays);

    /// <summary>Does not compile: spans are not a dataset.</summary>
    [Obsolete(Arrays, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Evaluation Evaluate<TSelf, TTarget>(this INetwork<TSelf> network, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
        where TSelf : class, INetwork<TSelf> => throw new NotSupportedException(Arrays);

    /// <summary>Does not compile: not a network.</summary>
    [Obsolete(NotCompiled, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public static Evaluation Evaluate(this object network, object data) => throw new NotSupportedException(NotCompiled);
}
