using Versus.Work;

namespace Versus.Contenders;

/// <summary>One way to do the work.</summary>
/// <param name="Name">What is set or called, for the notes.</param>
/// <param name="Run">Does the work so many times. The loop is the contender's own, so that each timed call site is compiled for one thing.</param>
internal sealed record Setting(string Name, Action<int> Run)
{
    /// <summary>False for what the library's .NET interface does not offer: it is measured and named in the notes, but stands in no column.</summary>
    public bool Offered { get; init; } = true;
}

/// <summary>What a setting computed, to be compared with the others.</summary>
internal sealed record Answer(string Setting, float[] Values);

/// <summary>A library at one workload, alone in its process.</summary>
internal interface IContender : IDisposable
{
    /// <summary>The threads that it really uses, which may be fewer than asked for.</summary>
    int Threads { get; }

    /// <summary>The ways to do the work, of which the fastest counts.</summary>
    IReadOnlyList<Setting> Settings { get; }

    /// <summary>Computes from <see cref="Workload.Parameters"/> and <see cref="Workload.Inputs"/>, for each setting that computes in a way
    /// of its own: the outputs of a forward pass; in training the losses of <see cref="Workload.CheckedSteps"/> steps and then the
    /// parameters, or the gradient if the steps change none, laid out as <see cref="Architecture.Blocks"/>.</summary>
    IEnumerable<Answer> Check();
}
