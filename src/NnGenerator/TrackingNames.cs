namespace NnGenerator;

/// <summary>Names of the pipeline's steps, by which tests ask why each ran.</summary>
internal static class TrackingNames
{
    public const string Parsed = nameof(Parsed);
    public const string Environment = nameof(Environment);
    public const string Constants = nameof(Constants);
    public const string Resolved = nameof(Resolved);
    public const string Inferred = nameof(Inferred);
    public const string Graph = nameof(Graph);
    public const string Errors = nameof(Errors);
    public const string Strays = nameof(Strays);
}
