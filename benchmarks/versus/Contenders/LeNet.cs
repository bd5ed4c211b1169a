using NnGen;
using Versus.Work;

namespace Versus.Contenders;

[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
internal sealed partial class LeNet;

internal static partial class NnGenNetworks
{
    private static void AddLeNet(Dictionary<Architecture, Entry> entries) => entries[Architectures.LeNet] = new(
        static (work, threads) => new NnGenInference<LeNet>(work, threads, static (net, pass, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
            }
        }),
        static (work, threads) => new NnGenTraining<LeNet, int>(work, threads, work.Classes(), static (net, step, times) =>
        {
            for (int i = 0; i < times; i++)
            {
                net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                step.Optimizer.Step(net.Parameters, step.Gradients);
            }
        }));
}
