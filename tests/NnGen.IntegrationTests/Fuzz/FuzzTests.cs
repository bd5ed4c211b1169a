using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests.Fuzz;

/// <summary>Whatever a file holds, reading it gives a right result, or an exception of a documented type that names the file; in time, with memory
/// in proportion to the file, and never half.</summary>
/// <remarks>NNGEN_FUZZ is the number of files (3,000), NNGEN_FUZZ_SEED the seed (1).</remarks>
[Collection(nameof(FuzzTests))]
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public sealed class FuzzTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    // What a reader and a trainer of a small network take whatever the file, and what each byte may cost.
    private const long Fixed = 400_000, PerByte = 100;

    private string Path1 => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damaged_files_are_refused_or_read_rightly()
    {
        int files = int.Parse(Environment.GetEnvironmentVariable("NNGEN_FUZZ") ?? "3000", CultureInfo.InvariantCulture);
        int seed = int.Parse(Environment.GetEnvironmentVariable("NNGEN_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        Random random = new(seed);
        Mutator mutator = new(random);
        byte[] own = Saved(WeightFormat.NnGen), other = Saved(WeightFormat.PyTorch), checkpoint = Checkpoint();
        byte[] idx = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 3, .. Enumerable.Range(0, 60).Select(static i => (byte)i)];
        string csv = "a,b,\"the kind\",d\n" + string.Join('\n', Enumerable.Range(0, 20).Select(static i => $"{i},{i * 0.5:F1},\"k{i % 3}\",{1000 - i}"));

        // Once each, so that what happens at first use alone counts for no file.
        foreach ((byte[] file, Action<byte[]> read) in new (byte[], Action<byte[]>)[] { (own, ReadOwn), (other, ReadPyTorch), (idx, ReadIdx), (Gzip(idx), ReadIdx), (Encoding.UTF8.GetBytes(csv), ReadCsv), (checkpoint, ReadCheckpoint) })
        {
            File.WriteAllBytes(Path1, file);
            read(file);
            File.WriteAllBytes(Path1, [1]);
            Assert.ThrowsAny<Exception>(() => read([1]));
        }

        int refused = 0;
        for (int i = 0; i < files; i++)
        {
            int kind = random.Next(13);
            (byte[] file, Action<byte[]> read) = kind switch
            {
                0 => (mutator.Bytes(own), ReadOwn),
                1 or 2 => (mutator.Header(own), ReadOwn),
                3 => (mutator.Header(other), ReadPyTorch),
                4 => (mutator.Bytes(idx), ReadIdx),
                5 => (mutator.Dimensions(idx), ReadIdx),
                6 => (Gzip(mutator.Bytes(idx)), ReadIdx),
                7 => (mutator.Bytes(Gzip(idx)), ReadIdx),
                8 => (Encoding.UTF8.GetBytes(mutator.Text(csv)), ReadCsv),
                9 => (mutator.Bytes(random.Next(2) == 0 ? Encoding.UTF8.GetBytes(csv) : Gzip(Encoding.UTF8.GetBytes(csv))), ReadCsv),
                10 => (mutator.Bytes(checkpoint), ReadCheckpoint),
                12 => (mutator.Bytes(Encoding.UTF8.GetBytes(csv)), ReadCsvWithOptions),
                _ => (WithChecksum(mutator.Header(checkpoint)), (Action<byte[]>)ReadCheckpoint),
            };
            File.WriteAllBytes(Path1, file);
            if (Outcome(file, read) is { } wrong)
            {
                string kept = Path.Combine(Path.GetTempPath(), $"nngen-fuzz-{seed}-{i}");
                File.WriteAllBytes(kept, file);
                Assert.Fail($"File {i} of seed {seed}, kind {kind}, kept as {kept}: {wrong}");
            }
            refused += _refused ? 1 : 0;
        }
        TestContext.Current.SendDiagnosticMessage($"{refused} of {files} files refused");
        Assert.InRange(refused, files / 2, files - (files / 100));
    }

    [Fact]
    public void Gzip_bombs_are_refused()
    {
        byte[] bomb = new byte[100_000_000];
        (byte[] Start, Action<byte[]> Read)[] bombs =
        [
            ([0, 0, 8, 1, 5, 245, 224, 240, 0], ReadIdx),   // as many bytes as it declares
            ([0, 0, 8, 1, 0, 0, 0, 9], ReadIdx),
            ("a,b\n1,"u8.ToArray(), ReadCsv),
            ("a,b\n"u8.ToArray(), ReadCsv),
        ];
        foreach ((byte[] start, Action<byte[]> read) in bombs)
        {
            bomb.AsSpan().Fill(read == ReadCsv ? (byte)'1' : (byte)0);
            start.CopyTo(bomb, 0);
            byte[] file = Gzip(bomb);
            File.WriteAllBytes(Path1, file);
            Assert.Null(Outcome(file, read, allocation: 10_000_000 + (600 * file.Length)));
            Assert.True(_refused);
        }
    }

    private bool _refused;

    // Null if all is well.
    private string? Outcome(byte[] file, Action<byte[]> read, long? allocation = null)
    {
        long most = allocation ?? Fixed + (PerByte * file.Length);
        for (int attempt = 1; ; attempt++)
        {
            string? wrong = null;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            _refused = true;
            try
            {
                read(file);
                _refused = false;
            }
            catch (InvalidDataException exception)
            {
                wrong = exception.Message.Contains(Path1, StringComparison.Ordinal) ? null : $"the file is not named: {exception.Message}";
            }
            catch (ArgumentException exception) when ((read == ReadCsv || read == ReadCsvWithOptions) && exception.ParamName == "name")
            {
                wrong = exception.Message.Contains(Path1, StringComparison.Ordinal) ? null : $"the file is not named: {exception.Message}";
            }
            catch (Exception exception)
            {
                wrong = exception.ToString();
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            worked = Environment.CpuUsage.TotalTime - worked;
            wrong ??= allocated > most ? $"{allocated} bytes allocated for {file.Length}" : null;

            // On a busy machine a second passes without any work.
            wrong ??= watch.Elapsed.TotalSeconds > 1 && (worked.TotalSeconds > 1 || watch.Elapsed.TotalSeconds > 30) ? $"{watch.ElapsedMilliseconds} ms" : null;

            // What else the process does now and then is not its doing twice.
            if (wrong is null || attempt == 2)
            {
                return wrong;
            }
        }
    }

    private void ReadOwn(byte[] file) => ReadNetwork(file, WeightFormat.NnGen);

    private void ReadPyTorch(byte[] file) => ReadNetwork(file, WeightFormat.PyTorch);

    private void ReadNetwork(byte[] file, WeightFormat layout)
    {
        Square network = new(1);
        float[] before = network.Parameters.ToArray();
        try
        {
            network.Load(Path1, layout);
        }
        catch
        {
            Assert.Equal(before, network.Parameters.ToArray());
            throw;
        }
        (float[] weight, float[] bias) = layout == WeightFormat.NnGen ? (Block(file, "dense1.weight"), Block(file, "dense1.bias")) : (Block(file, ".weight"), Block(file, ".bias"));
        Assert.Equal(layout == WeightFormat.NnGen ? [.. weight, .. bias] : [weight[0], weight[2], weight[1], weight[3], .. bias], network.Parameters.ToArray());
    }

    private void ReadCheckpoint(byte[] file)
    {
        Square network = new(1);
        float[] before = network.Parameters.ToArray();
        try
        {
            FitSquare(network, new FitOptions { Epochs = 2, Threads = 1, Checkpoint = new Checkpoint(Path1) { Resume = true }, OnStep = static _ => Assert.Fail("a step") });
        }
        catch
        {
            Assert.Equal(before, network.Parameters.ToArray());
            throw;
        }
        Assert.Equal([.. Block(file, "dense1.weight"), .. Block(file, "dense1.bias")], network.Parameters.ToArray());
    }

    private void ReadIdx(byte[] file)
    {
        IdxFile read = IdxFile.Read(Path1);
        Assert.Equal(read.Dimensions.Aggregate(1, static (product, size) => product * size), read.Values.Length);
        if (file[0] != 0x1F)
        {
            Assert.Equal(file[(4 + (4 * file[3]))..], read.Values.ToArray());
        }
    }

    private void ReadCsv(byte[] file)
    {
        Dataset<int> read = CsvFile.LoadClassification(Path1, new CsvOptions { TargetColumns = ["the kind"] });
        Assert.All(read.Inputs.ToArray(), static value => Assert.True(float.IsFinite(value)));
        Assert.All(read.Targets.ToArray(), target => Assert.InRange(target, 0, read.ClassNames.Count - 1));
    }

    private void ReadCsvWithOptions(byte[] file)
    {
        CsvOptions options = new() { TargetColumns = ["d"], CategoryColumns = ["the kind"], MissingValues = MissingValues.Mean, MissingTexts = ["NaN", "-1"], Comment = '#', TrimSpaces = true };
        Dataset<float> read = CsvFile.LoadRegression(Path1, options);
        Assert.All(read.Inputs.ToArray(), static value => Assert.True(float.IsFinite(value)));
        Assert.All(read.Targets.ToArray(), static value => Assert.True(float.IsFinite(value)));
        Assert.Equal(read.Inputs.ToArray(), CsvFile.LoadInputs(Path1, new CsvOptions { Like = read, MissingTexts = options.MissingTexts, Comment = '#', TrimSpaces = true }).Inputs.ToArray());
    }

    // The format once more, by the rules of JsonDocument.
    private static float[] Block(byte[] file, string name)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        JsonElement block = Assert.Single(header.RootElement.EnumerateObject(), property => property.Name.EndsWith(name, StringComparison.Ordinal)).Value;
        int from = block.GetProperty("data_offsets")[0].GetInt32(), to = block.GetProperty("data_offsets")[1].GetInt32();
        byte[] bytes = file[(8 + length + from)..(8 + length + to)];
        return block.GetProperty("dtype").GetString() switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F16" => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(static value => (float)value)],
            var type => throw new NotSupportedException(type),
        };
    }

    private byte[] Saved(WeightFormat layout)
    {
        using MemoryStream stream = new();
        new Square(2).Save(stream, layout);
        return stream.ToArray();
    }

    private byte[] Checkpoint()
    {
        string path = Path.Combine(_folder, "run.ckpt");
        FitSquare(new Square(1), new FitOptions { Epochs = 2, Threads = 1, Checkpoint = new Checkpoint(path) });
        return File.ReadAllBytes(path);
    }

    private static void FitSquare(Square network, FitOptions options) => network.Fit(new Dataset<float>([1, 2, 3, 4], [1, 2, 3, 4], inputLength: 2, targetLength: 2), options);

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(bytes);
        }
        return compressed.ToArray();
    }

    // So that what is behind the checksum is reached: CRC-32C bit by bit.
    private static byte[] WithChecksum(byte[] file)
    {
        const int At = 34;
        if (file.Length < At + 8)
        {
            return file;
        }
        uint checksum = uint.MaxValue;
        for (int i = 0; i < file.Length; i++)
        {
            checksum ^= i is >= At and < At + 8 ? 0u : file[i];
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum >> 1) ^ ((checksum & 1) * 0x82F63B78u);
            }
        }
        Encoding.ASCII.GetBytes((~checksum).ToString("x8", CultureInfo.InvariantCulture)).CopyTo(file, At);
        return file;
    }
}
