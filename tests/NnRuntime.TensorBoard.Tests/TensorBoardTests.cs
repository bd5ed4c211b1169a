using System.Text;
using Networks;
using NnGen.Data;
using NnGen.Files;
using NnGen.Training;

namespace NnGen.TensorBoard.Tests;

public sealed class TensorBoardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-board").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scalars_are_read_back()
    {
        string path;
        using (TensorBoardLog log = new(Path.Combine(_folder, "run")))
        {
            path = log.Path;
            log.WriteScalar("loss/train", 0.25f, 1);
            log.WriteScalar("größe", float.NaN, long.MaxValue);
            log.WriteScalar("loss/train", float.NegativeInfinity, 0);
        }
        EventFile.Event[] events = EventFile.Read(path);
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(path));
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.All(events, static e => Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds((long)(e.WallTime * 1000)), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(1)));
        Assert.Equal([(1, "loss/train", 0.25f), (long.MaxValue, "größe", float.NaN), (0, "loss/train", float.NegativeInfinity)],
            events.Skip(1).SelectMany(static e => e.Scalars.Select(scalar => (e.Step, scalar.Tag, scalar.Value))));
    }

    [Fact]
    public void A_training_is_written_as_it_goes()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        BinaryNet net = new(1);
        using TensorBoardLog log = new(_folder) { EverySteps = 2 };
        TrainingHistory history = net.Fit(data, log.Watch(new FitOptions { Epochs = 2, BatchSize = 1, Threads = 1 }, net, data), data);

        // Read while the log is still open.
        EventFile.Event[] events = EventFile.Read(log.Path);
        Assert.Equal([1, 3, 5, 7], events.Where(static e => e.Has("loss/step")).Select(static e => e.Step));
        Assert.Equal(history.Epochs.Select(static epoch => epoch.Loss), events.Where(static e => e.Has("loss/train")).Select(static e => e["loss/train"]));
        EventFile.Event last = events[^1];
        Assert.Equal(8, last.Step);
        Assert.Equal(history.Epochs[1].ValidationLoss, last["loss/validation"]);
        Assert.Equal((float)history.Epochs[1].ValidationAccuracy!, last["accuracy/validation"]);

        float[] gradients = new float[net.Parameters.Length];
        net.Backward(data.Inputs, data.Targets, gradients);
        Assert.Equal(Norm(net.Parameters[..24]), last["norm of parameters/dense1"]);
        Assert.Equal(Norm(net.Parameters[24..]), last["norm of parameters/dense2"]);
        Assert.Equal(Norm(gradients.AsSpan(0, 24)), last["norm of gradients/dense1"]);
        Assert.Equal(Norm(gradients.AsSpan(24)), last["norm of gradients/dense2"]);
        Assert.Null(log.Failure);
    }

    [Fact]
    public void Without_a_network_there_are_no_norms_and_every_run_has_its_own_steps()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        using TensorBoardLog log = new(_folder) { EverySteps = 100 };
        for (int run = 0; run < 2; run++)
        {
            new BinaryNet(1).Fit(data, log.Watch(new FitOptions { Epochs = 1, BatchSize = 1, Threads = 1 }));
        }
        EventFile.Event[] events = EventFile.Read(log.Path);
        Assert.Equal([1, 4, 1, 4], events.Skip(1).Select(static e => e.Step));
        Assert.Equal(["loss/train", "seconds per epoch"], events[2].Scalars.Select(static scalar => scalar.Tag));
    }

    [Fact]
    public void The_training_has_the_same_bits()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        BinaryNet alone = new(1), watched = new(1);
        using TensorBoardLog log = new(_folder);
        FitOptions options = new() { Epochs = 20, BatchSize = 2, Threads = 1 };
        alone.Fit(data, options);
        watched.Fit(data, log.Watch(options, watched, data));
        Assert.Equal(alone.Parameters.ToArray(), watched.Parameters.ToArray());
    }

    [Fact]
    public void Existing_callbacks_remain()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        (int steps, int epochs) = (0, 0);
        using TensorBoardLog log = new(_folder);
        new BinaryNet(1).Fit(data, log.Watch(new FitOptions { Epochs = 3, BatchSize = 2, Threads = 1, OnStep = _ => steps++, OnEpoch = _ => epochs++ }));
        Assert.Equal((6, 3), (steps, epochs));
    }

    [Fact]
    public void A_log_that_fails_does_not_end_the_training()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        BinaryNet net = new(1);
        TensorBoardLog log = new(_folder);
        log.Dispose();
        Assert.Equal(2, net.Fit(data, log.Watch(new FitOptions { Epochs = 2, Threads = 1 }, net, data)).Epochs.Count);
        Assert.IsType<ObjectDisposedException>(log.Failure);
    }

    [Fact]
    public void Every_record_is_in_the_file_as_soon_as_it_is_written_and_each_file_has_its_own_name()
    {
        using TensorBoardLog one = new(_folder), two = new(_folder);
        Assert.NotEqual(one.Path, two.Path);
        for (int i = 0; i < 10; i++)
        {
            one.WriteScalar("x", i, i);
            Assert.Equal(i + 2, EventFile.Read(one.Path).Length);
        }
    }

    [Fact]
    public void The_checksum_is_the_published_one()
    {
        // CRC-32C of "123456789" (Williams, 1993) and of 32 zeros (RFC 3720, B.4).
        Assert.Equal(0xE3069283, EventFile.Checksum("123456789"u8));
        Assert.Equal(0x8A9136AAu, EventFile.Checksum(new byte[32]));
        foreach (byte[] bytes in (byte[][])[[], Encoding.ASCII.GetBytes("123456789"), new byte[32]])
        {
            Assert.Equal(EventFile.Mask(EventFile.Checksum(bytes)), RecordFile.MaskedChecksum(bytes));
        }
    }

    [Fact]
    public void A_damaged_file_is_noticed_by_the_reader_of_these_tests()
    {
        using TensorBoardLog log = new(_folder);
        log.WriteScalar("x", 1, 1);
        byte[] bytes = File.ReadAllBytes(log.Path);
        bytes[^10] ^= 1;
        string damaged = Path.Combine(_folder, "damaged");
        File.WriteAllBytes(damaged, bytes);
        Assert.Throws<InvalidDataException>(() => EventFile.Read(damaged));
    }

    [Fact]
    public void Wrong_arguments()
    {
        Assert.Throws<ArgumentException>(() => new TensorBoardLog(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoardLog(_folder) { EverySteps = 0 });
        using TensorBoardLog log = new(_folder);
        Assert.Throws<ArgumentException>(() => log.WriteScalar("", 1, 1));
        Assert.Throws<ArgumentNullException>(() => log.Watch(null!));
        Dataset<float> wide = new(new float[3], new float[1], 3);
        Assert.Contains("3 inputs and 1 targets per sample, but BinaryNet expects 2 and 1",
            Assert.Throws<ArgumentException>(() => log.Watch(new FitOptions(), new BinaryNet(1), wide)).Message, StringComparison.Ordinal);
    }

    private static float Norm(ReadOnlySpan<float> values)
    {
        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }
        return (float)Math.Sqrt(squares);
    }
}
