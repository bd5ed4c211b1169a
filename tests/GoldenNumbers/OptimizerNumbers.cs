using NnGen.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GoldenNumbers;

/// <summary>The parameters after each of 20 steps, for several settings of every optimizer.</summary>
internal static class OptimizerNumbers
{
    private const int Count = 11, Steps = 20;

    private static readonly (string Name, Func<Parameter[], optim.Optimizer> Make)[] s_settings =
    [
        ("sgd-plain", static p => optim.SGD(p, learningRate: 0.1)),
        ("sgd-decay", static p => optim.SGD(p, learningRate: 0.1, weight_decay: 0.01)),
        ("sgd-momentum", static p => optim.SGD(p, learningRate: 0.1, momentum: 0.9)),
        ("sgd-dampening", static p => optim.SGD(p, learningRate: 0.1, momentum: 0.9, dampening: 0.3, weight_decay: 0.01)),
        ("sgd-nesterov", static p => optim.SGD(p, learningRate: 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true)),
        ("adam-default", static p => optim.Adam(p, lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8)),
        ("adam-settings", static p => optim.Adam(p, lr: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-6, weight_decay: 0.1)),
        ("adamw-default", static p => optim.AdamW(p, lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.01)),
        ("adamw-settings", static p => optim.AdamW(p, lr: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-6, weight_decay: 0.1)),
        ("rmsprop-default", static p => optim.RMSProp(p, lr: 0.01, alpha: 0.99, eps: 1e-8)),
        ("rmsprop-settings", static p => optim.RMSProp(p, lr: 0.005, alpha: 0.9, eps: 1e-6, weight_decay: 0.1, momentum: 0.5)),
        ("rmsprop-centered", static p => optim.RMSProp(p, lr: 0.005, alpha: 0.9, eps: 1e-6, centered: true)),
        ("rmsprop-centered-momentum", static p => optim.RMSProp(p, lr: 0.005, alpha: 0.9, eps: 1e-6, momentum: 0.5, centered: true)),
        ("adagrad-default", static p => optim.Adagrad(p, lr: 0.01, eps: 1e-10)),
        ("adagrad-settings", static p => optim.Adagrad(p, lr: 0.05, lr_decay: 0.1, weight_decay: 0.01, initial_accumulator_value: 0.5, eps: 1e-8)),
    ];

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "Parameters after every optimizer step.");
        foreach ((string name, Func<Parameter[], optim.Optimizer> make) in s_settings)
        {
            var random = new GoldenRandom(seed: 1);
            Parameter parameters = nn.Parameter(tensor(random.Next(Count)));
            optim.Optimizer optimizer = make([parameters]);
            for (int step = 1; step <= Steps; step++)
            {
                parameters.grad = tensor(random.Next(Count, scale: 0.5f));
                optimizer.step();
                file.Write($"{name}.{step}", parameters);
            }
        }
    }
}
