using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(4)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class TinyNet;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class XorNet;

[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;

[Network(784)]
[Dense(512), Relu]
[Dense(256), Relu]
[Dense(10), Softmax]
internal sealed partial class WideNet;

[Network(1024)]
[Dense(1024), Relu]
[Dense(1024), Relu]
[Dense(10), Softmax]
internal sealed partial class DeepNet;

/// <summary>Dense networks with a head.</summary>
internal static partial class NnGenNetworks
{
    private static void AddClassifiers(Dictionary<Architecture, Entry> entries)
    {
        entries[Architectures.Tiny] = Trained<TinyNet, int>(
            static work => work.Classes(),
            static (net, pass, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                }
            },
            static (net, step, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                    step.Optimizer.Step(net.Parameters, step.Gradients);
                }
            });
        entries[Architectures.Xor] = Trained<XorNet, float>(
            static work => work.Numbers(),
            static (net, pass, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                }
            },
            static (net, step, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                    step.Optimizer.Step(net.Parameters, step.Gradients);
                }
            });
        entries[Architectures.Digits] = Trained<DigitNet, int>(
            static work => work.Classes(),
            static (net, pass, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                }
            },
            static (net, step, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                    step.Optimizer.Step(net.Parameters, step.Gradients);
                }
            });
        entries[Architectures.Wide] = Trained<WideNet, int>(
            static work => work.Classes(),
            static (net, pass, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                }
            },
            static (net, step, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                    step.Optimizer.Step(net.Parameters, step.Gradients);
                }
            });
        entries[Architectures.Deep] = Trained<DeepNet, int>(
            static work => work.Classes(),
            static (net, pass, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                }
            },
            static (net, step, times) =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                    step.Optimizer.Step(net.Parameters, step.Gradients);
                }
            });
    }
}
