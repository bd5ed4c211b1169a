using NnGen.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace GoldenNumbers;

/// <summary>The learning rates of 40 steps, for every schedule; of ReduceLROnPlateau those of 40 epochs, of OneCycleLR the momentum as well.</summary>
internal static class ScheduleNumbers
{
    private const int Steps = 40;
    private const double Rate = 0.1;

    private static readonly (string Name, Func<Optimizer, lr_scheduler.LRScheduler> Make)[] s_settings =
    [
        ("step", static optimizer => lr_scheduler.StepLR(optimizer, step_size: 7, gamma: 0.5)),
        ("exponential", static optimizer => lr_scheduler.ExponentialLR(optimizer, gamma: 0.9)),
        ("cosine", static optimizer => lr_scheduler.CosineAnnealingLR(optimizer, T_max: Steps, eta_min: 0)),
        ("cosine-least", static optimizer => lr_scheduler.CosineAnnealingLR(optimizer, T_max: Steps, eta_min: 0.01)),
        ("one-cycle", static optimizer => lr_scheduler.OneCycleLR(optimizer, max_lr: Rate, total_steps: Steps)),
        ("one-cycle-settings", static optimizer => lr_scheduler.OneCycleLR(optimizer, max_lr: Rate, total_steps: Steps, pct_start: 0.4, div_factor: 10, final_div_factor: 100, base_momentum: 0.7, max_momentum: 0.9)),
        ("plateau", static optimizer => lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2)),
        ("plateau-settings", static optimizer => lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.3, patience: 1, threshold: 0.05, cooldown: 2, min_lr: [0.004])),
        ("plateau-least-change", static optimizer => lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 0, eps: 0.01)),
    ];

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "Learning rates by step.");
        foreach ((string name, Func<Optimizer, lr_scheduler.LRScheduler> make) in s_settings)
        {
            var random = new GoldenRandom(seed: 5);
            Parameter parameters = nn.Parameter(zeros(1));
            Optimizer optimizer = SGD([parameters], learningRate: Rate);
            lr_scheduler.LRScheduler schedule = make(optimizer);
            float[] rates = new float[Steps], momenta = new float[Steps];
            for (int step = 0; step < Steps; step++)
            {
                rates[step] = (float)optimizer.ParamGroups.First().LearningRate;
                momenta[step] = (float)((IMomentum)optimizer.ParamGroups.First()).Momentum;
                float loss = (1f / (step + 1)) + (random.Next(1)[0] * 0.2f);
                if (name.StartsWith("plateau", StringComparison.Ordinal))
                {
                    schedule.step(loss);
                }
                else
                {
                    schedule.step();
                }
            }
            file.Write(name, rates);
            if (name.StartsWith("one-cycle", StringComparison.Ordinal))
            {
                file.Write($"{name}-momentum", momenta);
            }
        }
    }
}
