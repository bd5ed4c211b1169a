namespace Versus.Timing;

/// <summary>The comparison cannot go on: a contender failed, or they do not compute the same.</summary>
internal sealed class ContestException(string message) : Exception(message);
