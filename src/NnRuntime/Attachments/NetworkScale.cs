using NnGen.Data;

namespace NnGen.Training;

/// <summary>Compares the normalization of data with the one that a network expects: that of its preprocessing, which includes that of the data that Fit trained it on.</summary>
internal static class NetworkScale
{
    /// <summary>Compares the scales of training data, validation data and network. User-defined sources are compatible with everything.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Compare<TSelf>(INetwork<TSelf> network, object train, object? validation)
        where TSelf : class, INetwork<TSelf>
    {
        if (DataScale.Of(train) is not { } scale)
        {
            return;
        }
        (DataScale? fitted, Preprocessing? known) = Known(network);
        DataScale? other = validation is null ? null : DataScale.Of(validation);
        if (!scale.AreInputsUnknown)
        {
            CheckKnown(Kind.Inputs, scale.Inputs, known?.Inputs ?? fitted?.Inputs, fitted is { AreInputsMeasured: true });
            CheckValidation(Kind.Inputs, scale.Inputs, other is { } inputs ? inputs.Inputs : scale.Inputs);
        }
        if (!scale.AreTargetsUnknown)
        {
            if (HasTargets<TSelf>())
            {
                CheckKnown(Kind.Targets, scale.Targets, known?.Targets ?? fitted?.Targets, fitted is { AreTargetsMeasured: true });
            }
            CheckValidation(Kind.Targets, scale.Targets, other is { } targets ? targets.Targets : scale.Targets);
        }

        void CheckKnown(Kind kind, Normalization? given, Normalization? expected, bool isByHand)
        {
            if (expected is null || expected.IsSame(given) || (given is null && isByHand))
            {
                return;
            }
            throw new ArgumentException($"{TSelf.Info.Name} has a normalization of its {kind.Name}, but the {kind.Name} of the training data {(given is null ? "are not normalized" : "have a different one")}; "
                + $"pass {kind.Call("train")} with that normalization, or call net.SetPreprocessing(null) first to train the network on {kind.Name} of another scale.", nameof(train));
        }

        static void CheckValidation(Kind kind, Normalization? train, Normalization? validation)
        {
            if (train is null ? validation is null : train.IsSame(validation))
            {
                return;
            }
            throw new ArgumentException(
                validation is null ? $"The {kind.Name} of the training data are normalized, but those of the validation data are not; pass validation: {kind.Call("validation")}, with the normalization of the training data."
                : train is null ? $"The {kind.Name} of the validation data are normalized, but those of the training data are not; pass {kind.Call("train")} too."
                : $"The {kind.Name} of the training and the validation data have different normalizations; fit one to the training data, and pass {kind.Call("train")} and {kind.Call("validation")}.", nameof(validation));
        }
    }

    /// <summary>Stores the scale of the training data of a network, which from then on normalizes measured data with it.</summary>
    public static void Remember<TSelf>(INetwork<TSelf> network, object train)
        where TSelf : class, INetwork<TSelf>
    {
        NetworkAttachments attachments = NetworkAttachments.Of(network);
        attachments.Fitted = DataScale.Of(train);
        attachments.Preprocessing = Complete(network, attachments.Preprocessing);
    }

    /// <summary>Returns the preprocessing, where missing normalizations are those of the training data of Fit.</summary>
    public static Preprocessing? Complete<TSelf>(INetwork<TSelf> network, Preprocessing? preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        if (Known(network).Fitted is not { } fitted || fitted is { Inputs: null, Targets: null })
        {
            return preprocessing;
        }
        preprocessing ??= new();
        return preprocessing with { Inputs = preprocessing.Inputs ?? fitted.Inputs, Targets = preprocessing.Targets ?? fitted.Targets };
    }

    /// <summary>Checks that the normalizations of a preprocessing are those of the data that Fit trained the network on.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Check<TSelf>(INetwork<TSelf> network, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        DataScale fitted = Known(network).Fitted ?? default;
        Check(Kind.Inputs, fitted.Inputs, preprocessing.Inputs);
        Check(Kind.Targets, fitted.Targets, preprocessing.Targets);

        static void Check(Kind kind, Normalization? fitted, Normalization? given)
        {
            if (fitted is not null && given is not null && !fitted.IsSame(given))
            {
                throw new ArgumentException($"The normalization of {kind.Name} in the preprocessing differs from that of the data that {TSelf.Info.Name} was trained on; set {kind.Property} to the latter.", nameof(preprocessing));
            }
        }
    }

    /// <summary>Returns the normalization to apply to inputs before the network receives them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The scale of the data.</param>
    /// <returns>The normalization to apply; null for none.</returns>
    /// <exception cref="ArgumentException">The data have a different normalization than the network expects; or the network was trained on data that are not marked, which the caller may have normalized, and was
    /// given a normalization later.</exception>
    public static Normalization? ToApply<TSelf>(INetwork<TSelf> network, DataScale data)
        where TSelf : class, INetwork<TSelf>
    {
        (DataScale? fitted, Preprocessing? known) = Known(network);
        return ToApply<TSelf>(Kind.Inputs, data.Inputs, known?.Inputs, fitted is { AreInputsMeasured: true });
    }

    /// <summary>Returns a dataset with inputs and targets as the network expects them, and the normalization of its targets. Unmarked data are taken as measured.</summary>
    /// <inheritdoc cref="ToApply{TSelf}(INetwork{TSelf}, DataScale)" path="/exception"/>
    public static (Dataset<TTarget> Data, Normalization? Targets) Scaled<TSelf, TTarget>(INetwork<TSelf> network, Dataset<TTarget> data)
        where TSelf : class, INetwork<TSelf>
        where TTarget : unmanaged
    {
        (DataScale? fitted, Preprocessing? known) = Known(network);
        Dataset<TTarget> scaled = ToApply(network, data.Scale)?.Apply(data) ?? data;
        if (!HasTargets<TSelf>() || scaled is not Dataset<float> values)
        {
            return (scaled, null);
        }
        Normalization? targets = ToApply<TSelf>(Kind.Targets, values.Scale.Targets, known?.Targets, fitted is { AreTargetsMeasured: true });
        values = targets?.ApplyToTargets(values) ?? values;
        return ((Dataset<TTarget>)(object)values, values.Scale.Targets);
    }

    private static Normalization? ToApply<TSelf>(Kind kind, Normalization? data, Normalization? known, bool isFittedByHand)
        where TSelf : class, INetwork<TSelf>
    {
        if (data is not null)
        {
            return known?.IsSame(data) ?? !isFittedByHand ? null : throw new ArgumentException(known is null
                ? $"The {kind.Name} of the data are normalized, but those that {TSelf.Info.Name} was trained on are not; pass the measured data."
                : $"The {kind.Name} of the data have a different normalization than those that {TSelf.Info.Name} was trained on; pass the measured data, or apply net.GetPreprocessing().{kind.Property}.", nameof(data));
        }
        if (known is not null && isFittedByHand)
        {
            throw new ArgumentException($"{TSelf.Info.Name} was trained on {kind.Name} that Normalization did not return, and was given their normalization later, so it is unknown whether the {kind.Name} of these data are normalized; "
                + $"pass net.GetPreprocessing().{kind.Property}.{kind.Method}(data) with the measured data.", nameof(data));
        }
        return known;
    }

    // Probabilities have no unit.
    private static bool HasTargets<TSelf>()
        where TSelf : class, INetwork<TSelf> => OutputMeaning<TSelf>.Value == OutputMeaning.Values;

    private static (DataScale? Fitted, Preprocessing? Preprocessing) Known(object network) => NetworkAttachments.Find(network) is { } known ? (known.Fitted, known.Preprocessing) : default;

    /// <summary>The names of inputs or targets in messages.</summary>
    private sealed record Kind(string Name, string Property, string Method)
    {
        public static Kind Inputs { get; } = new("inputs", nameof(Preprocessing.Inputs), nameof(Normalization.Apply));

        public static Kind Targets { get; } = new("targets", nameof(Preprocessing.Targets), nameof(Normalization.ApplyToTargets));

        public string Call(string data) => $"Normalization.{Method}({data})";
    }
}
