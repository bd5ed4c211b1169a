using NnGen;
using Versus.Contenders;
using Versus.Work;

namespace Versus.Cold;

/// <summary>The network of the programs of benchmarks/cold, as a file of each library.</summary>
internal static class ColdModel
{
    private static readonly Workload s_work = new("cold", Architectures.Digits, 1, Rule.None);

    /// <summary>Writes the file, and returns its path.</summary>
    public static string Write(string contender, string folder)
    {
        string path = Path.Combine(folder, contender);
        switch (contender)
        {
            case Roster.NnGen:
                DigitNet net = new();
                s_work.Parameters().CopyTo(net.Parameters);
                net.Save(path);
                break;
            case Roster.OnnxRuntime:
                File.WriteAllBytes(path, OnnxModel.Write(s_work));
                break;
            case Roster.LibTorch:
                new TorchModel(s_work).Modules(head: true).save(path);
                break;
        }
        return path;
    }
}
