using Versus.Work;

namespace Versus.Contenders;

/// <summary>RTNeural's forward pass of one dense layer, by its static models with each back end that needs no other library.</summary>
internal sealed class RtNeuralInference : IContender
{
    private static readonly string[] s_backEnds = ["XSIMD", "STL"];

    private readonly RtNeuralLibrary[] _libraries;
    private readonly float[] _outputs;

    public RtNeuralInference(Workload work, string checkout)
    {
        _outputs = new float[work.Architecture.OutputLength];
        _libraries = [.. s_backEnds.Select(backEnd => new RtNeuralLibrary(checkout, backEnd, _outputs.Length, work.Parameters(), work.Inputs()))];
        Settings = [.. s_backEnds.Zip(_libraries, static (backEnd, library) => new Setting(backEnd, library.Run))];
    }

    public int Threads => 1;

    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Whether RTNeural takes part: it computes sample by sample, and its source here has one square layer.</summary>
    public static bool CanDo(Workload workload) =>
        workload is { Training: false, Samples: 1, Architecture.Layers: [Dense layer] } && layer.Inputs == layer.Units;

    public IEnumerable<Answer> Check()
    {
        foreach ((Setting setting, RtNeuralLibrary library) in Settings.Zip(_libraries))
        {
            setting.Run(1);
            library.Outputs(_outputs);
            yield return new Answer(setting.Name, (float[])_outputs.Clone());
        }
    }

    public void Dispose() => Array.ForEach(_libraries, static library => library.Dispose());
}
