// Writes the golden files into the folder that is given: what libtorch and ML.NET compute from the numbers of GoldenRandom.
using GoldenNumbers;
using TorchSharp;

if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: GoldenNumbers FOLDER, an existing one, such as tests/NnRuntime.Tests/Golden");
    return 1;
}

torch.set_num_threads(1);
OptimizerNumbers.Write(Path.Combine(folder, "optimizers.txt"));
ScheduleNumbers.Write(Path.Combine(folder, "schedules.txt"));
LossNumbers.Write(Path.Combine(folder, "losses.txt"));
MlpNumbers.Write(Path.Combine(folder, "mlp.txt"));
ImageNumbers.Write(Path.Combine(folder, "images.txt"));
MetricNumbers.Write(Path.Combine(folder, "metrics.txt"));
return 0;
