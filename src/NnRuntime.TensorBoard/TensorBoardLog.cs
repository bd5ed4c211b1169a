using System.Globalization;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.TensorBoard;

/// <summary>Writes scalars to an event file for TensorBoard: <c>tensorboard --logdir runs</c>. Values are visible as soon as they are
/// written, and remain intact if the program crashes.</summary>
/// <remarks>Only one thread may use a log at a time.</remarks>
/// <example><code>
/// using var log = new TensorBoardLog("runs/digits");
/// net.Fit(train, log.Watch(new FitOptions { Epochs = 5 }), validation: test);
/// </code></example>
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

    /// <summary>Gets the interval, in steps, at which a training that is watched writes steps, at least 1; every epoch is written.</summary>
    public int EverySteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 10;

    /// <summary>Gets the reason why the log ended before a training that it watches, such as a full disk; null if it did not. A log that fails does not
    /// end training.</summary>
    public Exception? Failure { get; private set; }

    private double Now => _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Returns options with this log added to the existing callbacks for steps and epochs. It receives losses, learning rates and accuracies.</summary>
    /// <param name="options">The options without the log.</param>
    public FitOptions Watch(FitOptions options) => Watch(options, layers: null);

    /// <summary>Returns options with this log added to the existing callbacks for steps and epochs. It receives losses, learning rates and accuracies, and
    /// after each epoch the norms of parameters and gradients by layer.</summary>
    /// <remarks>The gradients are those of the mean loss over the samples, computed in one pass on a copy of the network. Training has the same bits with and
    /// without a log.</remarks>
    /// <param name="options">The options without the log.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="data">The training data, from which at most 256 samples for the gradients are taken, spread evenly.</param>
    /// <exception cref="ArgumentException">The data do not match the network, or there are none.</exception>
    public FitOptions Watch<TSelf, TTarget>(FitOptions options, ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
        => Watch(options, LayerNorms.Create(network, data));

    /// <summary>Writes a scalar.</summary>
    /// <param name="tag">Name of the scalar; the part before a slash groups charts, as in "loss/train".</param>
    /// <param name="value">Value of the scalar, which may be NaN or infinite.</param>
    /// <param name="step">Position on the axis, such as the number of training steps so far.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The log has been disposed.</exception>
    public void WriteScalar(string tag, float value, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Write(step, [(tag, value)]);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes scalars of one step unless the log has failed; a failure is kept and not thrown.</summary>
    internal void TryWrite(long step, IEnumerable<(string Tag, float Value)> scalars)
    {
        if (Failure is not null)
        {
            return;
        }
        try
        {
            Write(step, scalars);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure = exception;
        }
    }

    private void Write(long step, IEnumerable<(string Tag, float Value)> scalars) => _file.Append(EventMessage.Scalars(Now, step, scalars));

    private FitOptions Watch(FitOptions options, LayerNorms? layers)
    {
        ArgumentNullException.ThrowIfNull(options);
        TrainingScalars training = new(this, layers);
        return options with { OnStep = options.OnStep + training.AddStep, OnEpoch = options.OnEpoch + training.AddEpoch };
    }
}
