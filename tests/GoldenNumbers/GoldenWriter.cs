using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace GoldenNumbers;

/// <summary>Writes lines of a name and its numbers.</summary>
internal sealed class GoldenWriter : IDisposable
{
    private readonly StreamWriter _file;

    public GoldenWriter(string path, string comment)
    {
        _file = new StreamWriter(path) { NewLine = "\n" };
        _file.WriteLine($"# {comment} Written by tests/GoldenNumbers; see README.md.");
    }

    public void Write(string name, Tensor values) => Write(name, values.detach().flatten().data<float>().ToArray());

    public void Write(string name, float[] values) =>
        _file.WriteLine($"{name} {string.Join(' ', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)))}");

    public void Dispose() => _file.Dispose();
}
