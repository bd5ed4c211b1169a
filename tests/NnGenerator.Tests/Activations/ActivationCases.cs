using NnGenerator.Activations;

namespace NnGenerator.Tests.Activations;

/// <summary>Every activation, with its default arguments and with others.</summary>
internal static class ActivationCases
{
    public static IReadOnlyList<Activation> All { get; } =
    [
        new ReluActivation(), new GeluActivation(), new GeluTanhActivation(), new HardSigmoidActivation(), new HardSwishActivation(), new MishActivation(), new SeluActivation(),
        new SigmoidActivation(), new SiluActivation(), new SoftplusActivation(), new SoftsignActivation(), new TanhActivation(),
        .. new[] { 0.01, 0, 1, -0.3, 10, -1e30, 1e38 }.Select(static factor => new LeakyReluActivation(factor)),
        .. new[] { 1, 0, 0.5, -2, 1000, 1e-30, -1e38, 1e38 }.Select(static alpha => new EluActivation(alpha)),
    ];

    public static TheoryData<string> Names => [.. All.Select(static activation => activation.ToString())];

    public static Activation Find(string name) => All.Single(activation => activation.ToString() == name);
}
