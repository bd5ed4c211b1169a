using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using NnGen.Data;
using NnGen.Files;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Describes everything that the bits of a run depend on, as texts that a checkpoint stores and compares.</summary>
internal static class RunDescription
{
    /// <summary>Describes a run, in the order in which differences are reported.</summary>
    public static IReadOnlyList<(string Key, string Value)> Of<TSelf, TTarget>(FitOptions options, IOptimizer optimizer, float learningRate, string train, DataSchema names, Dataset<TTarget>? validation)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        NetworkInfo info = TSelf.Info;
        return
        [
            ("NnGen version", typeof(RunDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown"),
            ("network", info.Name),
            ("layers", string.Join(", ", info.Layers.Select(static layer => layer.Title))),
            ("loss", info.Loss),
            ("blocks", string.Join(", ", info.Parameters.Concat(info.State).Select(static block => $"{block.Name} [{string.Join(", ", block.Shape)}]"))),
            ("optimizer", optimizer.ToString() ?? ""),
            ("learning rate", Text(learningRate)),
            ("schedule", options.Schedule?.ToString() ?? "none"),
            ("batch size", Text(options.BatchSize)),
            ("seed", Text(options.Seed)),
            ("shuffle", options.Shuffle ? "yes" : "no"),
            ("gradient clip value", options.GradientClipValue is { } value ? Text(value) : "none"),
            ("gradient clip norm", options.GradientClipNorm is { } norm ? Text(norm) : "none"),
            ("early stopping", options.EarlyStopping?.ToString() ?? "none"),
            ("class weights", options.ClassWeights is null ? "none" : string.Join(", ", options.ClassWeights.Select(Text))),
            ("sample weights", options.SampleWeights.IsEmpty ? "none" : $"{options.SampleWeights.Length}, checksum {Checksum.Of(MemoryMarshal.AsBytes(options.SampleWeights.Span)):x8}"),
            ("training data", train),
            ("input names", DataFingerprint.Names(names.InputNames)),
            ("target names", DataFingerprint.Names(names.TargetNames)),
            ("class names", DataFingerprint.Names(names.ClassNames)),
            ("validation data", validation is null ? "none" : DataFingerprint.Of(validation)),
        ];
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
