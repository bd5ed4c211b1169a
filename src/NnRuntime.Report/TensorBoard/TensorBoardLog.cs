using System.Globalization;
using NnGen.Report.TensorBoard;

namespace NnGen.Report;

/// <summary>Writes scalars to an event file for TensorBoard: <c>tensorboard --logdir runs</c>. Values are visible as soon as they are
/// written, and remain intact if the program crashes.</summary>
/// <remarks>Only one thread may use a log at a time.</remarks>
public sealed class TensorBoardLog : IDisposable
{
    // TensorBoard reads the files of a folder in the order of their names; two files of the same process and second need different names.
    private static int _files;

    private readonly RecordFile _file;
    private readonly TimeProvider _clock;

    /// <summary>Creates a new file in a folder, which is created if it does not exist. TensorBoard treats all files of a folder as one run.</summary>
    /// <param name="folder">The folder of the run, such as "runs/digits".</param>
    /// <exception cref="IOException">The folder or the file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder is denied.</exception>
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

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the interval, in steps, at which a <see cref="TrainingRecorder"/> writes steps, at least 1; every epoch is written.</summary>
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
    /// <param name="tag">Name of the scalar; the part before a slash groups charts, as in "loss/train".</param>
    /// <param name="value">Value of the scalar, which may be NaN or infinite.</param>
    /// <param name="step">Position on the axis, such as the number of training steps so far.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The log has been disposed.</exception>
    public void WriteScalar(string tag, float value, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Scalars(step, [(tag, value)]);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    internal void Scalars(long step, IEnumerable<(string Tag, float Value)> scalars) => _file.Append(EventMessage.Scalars(Now, step, scalars));
}
