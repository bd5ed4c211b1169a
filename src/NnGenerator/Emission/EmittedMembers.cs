namespace NnGenerator.Emission;

/// <summary>The members that the façade adds to a user's class, by which a collision with the user's own is told.</summary>
internal static class EmittedMembers
{
    private const string Inputs = "System.ReadOnlySpan<float>", Floats = "System.Span<float>", Workspace = "NnGen.Workspace?";

    /// <summary>Name → the parameter lists of its methods; empty for what is not a method.</summary>
    public static IReadOnlyDictionary<string, string[][]> All { get; } = new Dictionary<string, string[][]>
    {
        ["InputLength"] = [],
        ["OutputLength"] = [],
        ["ParameterCount"] = [],
        ["Parameters"] = [],
        ["State"] = [],
        ["Info"] = [],
        ["__parameters"] = [],
        ["__seed"] = [],
        ["__step"] = [],
        ["Create"] = [["int"]],
        ["CreateWorkspace"] = [["int"]],
        ["Forward"] = [[Inputs, Floats, Workspace]],
        ["Classify"] = [[Inputs, Workspace], [Inputs, "System.Span<int>", Workspace]],
        ["Loss"] = [[Inputs, Inputs, Workspace], [Inputs, "System.ReadOnlySpan<int>", Workspace]],
        ["Backward"] =
        [
            [Inputs, Inputs, Floats, Workspace],
            [Inputs, "System.ReadOnlySpan<int>", Floats, Workspace],
            [Inputs, Inputs, Inputs, Floats, Workspace, "NnGen.TrainingStep"],
            [Inputs, "System.ReadOnlySpan<int>", Inputs, Floats, Workspace, "NnGen.TrainingStep"],
        ],
        ["BackwardFromOutput"] = [[Inputs, Inputs, Floats, Floats, Workspace]],
    };

    /// <summary>Whether a user's member conflicts with the emitted ones: a method does not if its parameters are of other types.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">The types of its parameters; null for what is not a method.</param>
    public static bool Collides(string name, IEnumerable<string>? parameters)
    {
        if (!All.TryGetValue(name, out string[][]? methods))
        {
            return false;
        }
        string? types = parameters is null ? null : string.Join(",", parameters).Replace("?", "");
        return types is null || methods.Length == 0 || methods.Any(method => string.Join(",", method).Replace("?", "") == types);
    }
}
