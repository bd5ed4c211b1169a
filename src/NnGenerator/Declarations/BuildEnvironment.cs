using NnGenerator.Diagnostics;

namespace NnGenerator.Declarations;

/// <summary>Contains what a project lacks for the emitted code; each value is null if it is met.</summary>
/// <param name="OldLanguage">The version of C#, if it is too old.</param>
/// <param name="OldFramework">The version of .NET, if it is too old.</param>
/// <param name="OtherRuntime">The version of NnRuntime, if it differs from that of the generator.</param>
/// <param name="TakenName">The name of a namespace used by the emitted code that a type hides.</param>
/// <param name="HidingType">The full name of a type that hides one that the emitted code uses.</param>
internal sealed record BuildEnvironment(string? OldLanguage, string? OldFramework, string? OtherRuntime, string? TakenName = null, string? HidingType = null)
{
    /// <summary>The oldest version of .NET.</summary>
    public const int MinFramework = 10;

    /// <summary>Gets the version of the generator.</summary>
    public static string Version { get; } = Short(typeof(BuildEnvironment).Assembly.GetName().Version);

    public bool CanEmit => OldLanguage is null && OldFramework is null && !IsHidden;

    /// <summary>Gets whether attributes and emitted names may have another meaning than NnGen's.</summary>
    public bool IsHidden => TakenName is not null || HidingType is not null;

    /// <summary>Reports what is lacking; returns true if there is nothing.</summary>
    public bool Check(FindingSink findings)
    {
        if (OldLanguage is not null)
        {
            findings.Add(Descriptors.LanguageTooOld, OldLanguage);
        }
        if (OldFramework is not null)
        {
            findings.Add(Descriptors.FrameworkTooOld, $"{MinFramework}.0", OldFramework);
        }
        if (OtherRuntime is not null)
        {
            findings.Add(Descriptors.OtherVersion, OtherRuntime, Version);
        }
        if (TakenName is not null)
        {
            findings.Add(Descriptors.NameTaken, TakenName, $"the global namespace hides the namespace {TakenName} from the code of networks", "rename it, or move it to a namespace");
        }
        if (HidingType is not null)
        {
            int dot = HidingType.LastIndexOf('.');
            findings.Add(Descriptors.NameTaken, HidingType.Substring(dot + 1), $"the namespace {HidingType.Substring(0, dot)} can hide a type of NnGen or .NET from the code of networks", "move it to another namespace");
        }
        return CanEmit && OtherRuntime is null;
    }

    /// <summary>Returns a version as messages show it.</summary>
    public static string Short(Version version) => version.ToString(3);
}
