using System.Globalization;
using NnGen.Report.TensorBoard;

namespace NnGen.Report;

/// <summary>Writes scalars to an event file that TensorBoard shows: <c>tensorboard --logdir runs</c>. Whoever looks sees a value as soon as it is
/// written, and what was written stays whole when the program dies.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class TensorBoardLog : IDisposable
{
    // TensorBoard takes the files of a folder in the order of their names; two of one process and second need to differ.
    private static int _files;

    private readonly RecordFile _file;
    private readonly TimeProvider _clock;

    /// <summary>Begins a new file in a folder, which is made where there is none. TensorBoard takes all files of a folder for one run.</summary>
    /// <param name="folder">The folder of the run, such as "runs/digits".</param>
    /// <exception cref="IOException">The folder or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public TensorBoardLog(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal TensorBoardLog(string folder, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        _clock = clock;
        Path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds()}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _files)}"));
        _file = new RecordFile(Path);
        _file.Append(EventMessage.Version(Now));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How many steps lie between two that a <see cref="TrainingRecorder"/> writes, at least 1; epochs are all written.</summary>
    public int EverySteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 10;

    private double Now => _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Writes a scalar.</summary>
    /// <param name="tag">Its name; the part before a slash groups charts, as in "loss/train".</param>
    /// <param name="value">Its value, NaN and infinities among them.</param>
    /// <param name="step">Its position on the axis, such as the steps of the training so far.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public void Scalar(string tag, float value, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Scalars(step, [(tag, value)]);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    internal void Scalars(long step, IEnumerable<(string Tag, float Value)> scalars) => _file.Append(EventMessage.Scalars(Now, step, scalars));
}
