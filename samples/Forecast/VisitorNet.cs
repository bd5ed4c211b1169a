using NnGen;

namespace Visitors;

/// <summary>Maps the visitors of four weeks to those of the week that follows.</summary>
[Network(4 * Week)]
[Dense(32), Tanh]
[Dense(Week)]
public sealed partial class VisitorNet
{
    /// <summary>Number of days of a week, which is the season of the series.</summary>
    public const int Week = 7;
}
