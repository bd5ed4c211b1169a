using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(3), Relu]
[Dense(5), Relu]
[Dense(2)]
internal sealed partial class Triple;

[Network(4)]
[Dense(4), Relu]
[Dense(4), Relu]
[Dense(2)]
internal sealed partial class Twins;

/// <summary>Files of others: names in the order of modules are taken as they are, for others a dictionary is proposed that can be pasted.</summary>
public sealed partial class NameProposalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File1 => Path.Combine(_folder, "model.safetensors");

    // Numbers of a tensor: 100, 101, … of the first, 200, … of the second, in the order given.
    private void Write(params (string Name, int[] Shape)[] tensors)
    {
        StringBuilder header = new("{\"__metadata__\":{\"format\":\"pt\"}");
        List<float> values = [];
        foreach ((int i, (string name, int[] shape)) in tensors.Index())
        {
            int from = 4 * values.Count;
            values.AddRange(Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(value => (100f * (i + 1)) + value));
            header.Append(CultureInfo.InvariantCulture, $",{System.Text.Json.JsonSerializer.Serialize(name)}:{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{from},{4 * values.Count}]}}");
        }
        File.WriteAllBytes(File1, SafetensorsText.File(header.Append('}').ToString(), SafetensorsText.Bytes([.. values])));
    }

    private static (string, int[])[] Linear(string name, int inputs, int outputs) => [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private string Refused<TSelf>(TSelf network)
        where TSelf : class, INetwork<TSelf>
    {
        string message = Assert.Throws<InvalidDataException>(() => network.Load(File1, WeightFormat.PyTorch)).Message;
        Assert.StartsWith($"{File1} cannot be loaded: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("not a valid safetensors", message, StringComparison.Ordinal);
        return message;
    }

    // What the message says, as the compiler would read it.
    private static Dictionary<string, string> Proposal(string message) =>
        Entry().Matches(message).ToDictionary(static match => match.Groups[1].Value, static match => Regex.Unescape(match.Groups[2].Value));

    [GeneratedRegex("""^    \["([\w.]+)"\] = "((?:[^"\\]|\\.)*)",""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    // The first number of each bias: which tensor of the file it is.
    private static int[] Biases(Triple network) => [(int)network.Parameters[12], (int)network.Parameters[30], (int)network.Parameters[45]];

    [Theory]
    [InlineData("0", "2", "4")]
    [InlineData("net.0", "net.2", "net.4")]
    [InlineData("module.0", "module.2", "module.4")]
    [InlineData("_orig_mod.0", "_orig_mod.2", "_orig_mod.4")]
    [InlineData("_orig_mod.module.model.net.0", "_orig_mod.module.model.net.2", "_orig_mod.module.model.net.4")]
    [InlineData("0.0", "0.3", "1")]
    [InlineData("layers.0.linear", "layers.1.linear", "layers.10.linear")]
    [InlineData("blocks.0.0", "blocks.1.0", "blocks.1.2")]
    public void Numbered_modules_need_no_names(string first, string second, string third)
    {
        Write([.. Linear(third, 5, 2), .. Linear(first, 4, 3), .. Linear(second, 3, 5)]);
        Triple network = new(1);
        network.Load(File1, WeightFormat.PyTorch);
        Assert.Equal([400, 600, 200], Biases(network));
    }

    [Theory]
    [InlineData("fc1", "fc2", "head")]
    [InlineData("encoder.body.0", "encoder.body.2", "classifier.1")]
    [InlineData("модель.\"a\"\\", "b\n\u001b[31m", "c c")]
    public void Names_that_fit_by_shape_are_proposed(string first, string second, string third)
    {
        Write([.. Linear(third, 5, 2), .. Linear(first, 4, 3), ("steps", [1]), .. Linear(second, 3, 5)]);
        string message = Refused(new Triple(1));
        Assert.Contains("Only these match by shape", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', message);
        Dictionary<string, string> names = Proposal(message);
        Assert.Equal(new() { ["dense1"] = first, ["dense2"] = second, ["dense3"] = third }, names);
        Triple network = new(1);
        network.Load(File1, WeightFormat.PyTorch, names);
        Assert.Equal([400, 700, 200], Biases(network));
    }

    [Fact]
    public void Names_of_other_words_are_proposed_by_tensor()
    {
        Write(("w1", [3, 4]), ("b1", [3]), ("body.kernel", [5, 3]), ("body.offset", [5]), ("w3", [2, 5]), ("b3", [2]));
        Dictionary<string, string> names = Proposal(Refused(new Triple(1)));
        Assert.Equal(["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias", "dense3.weight", "dense3.bias"], names.Keys);
        Triple network = new(1);
        network.Load(File1, WeightFormat.PyTorch, names);
        Assert.Equal([200, 400, 600], Biases(network));

        // The words of one module alone differ.
        Write([.. Linear("a", 4, 3), ("b.w", [5, 3]), ("b.b", [5]), .. Linear("c", 5, 2)]);
        Assert.Equal(new() { ["dense1"] = "a", ["dense2.weight"] = "b.w", ["dense2.bias"] = "b.b", ["dense3"] = "c" }, Proposal(Refused(new Triple(1))));
    }

    // A module of two tensors between those that match, a counter, and a second module of the same shapes.
    [Fact]
    public void Every_tensor_is_proposed_or_left_over()
    {
        (string Name, int[] Shape)[] tensors = [.. Linear("fc1", 4, 3), ("norm.weight", [3]), ("norm.bias", [3]), ("norm.num_batches_tracked", [1]), .. Linear("fc2", 3, 5), .. Linear("extra", 3, 5), .. Linear("head", 5, 2)];
        Write(tensors);
        string message = Refused(new Triple(1)), left = message[message.IndexOf("no place for", StringComparison.Ordinal)..message.IndexOf(":\n", StringComparison.Ordinal)];
        Dictionary<string, string> names = Proposal(message);
        Assert.All(tensors, tensor => Assert.True(
            left.Contains($" {tensor.Name} [{string.Join(", ", tensor.Shape)}]", StringComparison.Ordinal) != names.Values.Any(value => tensor.Name == value || tensor.Name.StartsWith(value + ".", StringComparison.Ordinal)),
            $"{tensor.Name} in {message}"));
    }

    // In the file's own order, or that of the numbers where PyTorch has sorted by letters.
    [Theory]
    [InlineData("second", "first")]
    [InlineData("fc2", "fc10")]
    public void Where_several_fit_the_order_decides_and_is_told(string one, string two)
    {
        (string, int[])[] tensors = [.. Linear("head", 4, 2), .. Linear(one, 4, 4), .. Linear(two, 4, 4)];
        Write(one == "fc2" ? [.. tensors.OrderBy(static tensor => tensor.Item1, StringComparer.Ordinal)] : tensors);
        string message = Refused(new Twins(1));
        Assert.Equal(new() { ["dense1"] = one, ["dense2"] = two, ["dense3"] = "head" }, Proposal(message));
        Assert.Contains($"= \"{one}\",   // {two} would also match", message, StringComparison.Ordinal);
        Assert.Contains("check the lines", message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_modules_or_other_shapes_are_told_with_a_proposal()
    {
        Write([.. Linear("0", 4, 3), .. Linear("1", 3, 5), .. Linear("2", 5, 2), .. Linear("3", 9, 9)]);
        string message = Refused(new Triple(1));
        Assert.Contains("4 modules", message, StringComparison.Ordinal);
        Assert.Contains("; Triple has no place for 3.weight [9, 9], 3.bias [9], which would not be loaded:\n", message, StringComparison.Ordinal);
        Assert.Equal(new() { ["dense1"] = "0", ["dense2"] = "1", ["dense3"] = "2" }, Proposal(message));

        // In another order than the layers.
        Write([.. Linear("0", 5, 2), .. Linear("1", 3, 5), .. Linear("2", 4, 3)]);
        Assert.Equal(new() { ["dense1"] = "2", ["dense2"] = "1", ["dense3"] = "0" }, Proposal(Refused(new Triple(1))));

        Write([.. Linear("a", 4, 3), .. Linear("b", 3, 5), .. Linear("c", 5, 3)]);
        message = Refused(new Triple(1));
        Assert.Contains("No names match by shape: Triple needs dense1.weight [3, 4]", message, StringComparison.Ordinal);
        Assert.Contains("c.weight [3, 5]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_a_proposal()
    {
        Write([.. Linear("a", 4, 3), .. Linear("b", 3, 5), .. Linear("c", 5, 2)]);
        string message = Assert.Throws<InvalidDataException>(() => new Triple(1).Load(File1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "x", ["dense2"] = "b", ["dense3"] = "c" })).Message;
        Assert.Contains("lacks 'x.weight'", message, StringComparison.Ordinal);
        Assert.Equal(new() { ["dense1"] = "a", ["dense2"] = "b", ["dense3"] = "c" }, Proposal(message));
    }

    [Fact]
    public void One_module_for_one_layer_needs_no_number()
    {
        Write(Linear("fc", 2, 2));
        Square network = new(1);
        network.Load(File1, WeightFormat.PyTorch);
        Assert.Equal(200, network.Parameters[4]);
    }

    // Whatever is in the file, a message fits on a screen and cannot control it.
    [Theory]
    [InlineData("\u001b[2J\r\n\a\u202e\u2028")]
    [InlineData("{long}")]
    [InlineData("{deep}")]
    public void Names_in_messages_are_short_and_harmless(string text)
    {
        text = text == "{long}" ? new string('n', 10_000_000) : text == "{deep}" ? string.Concat(Enumerable.Repeat("a.", 100_000)) : text;
        string json = System.Text.Json.JsonSerializer.Serialize(text);
        string entry = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        foreach (string header in new[]
        {
            $"{{{json}:{entry}}}",
            $"{{{json}:1}}",
            $"{{{json}:{entry},{json}:{entry}}}",
            $"{{{json}:{entry},\"b\":{entry}}}",
            $"{{{json}:{{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]}}}}",
            $"{{\"a\":{{\"dtype\":{json},\"shape\":[1],\"data_offsets\":[0,4]}}}}",
            $"{{\"a\":{{{json}:1}}}}",
            $"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[{string.Concat(Enumerable.Repeat("1,", 100_000))}1],\"data_offsets\":[0,4]}}}}",
            $"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[{string.Concat(Enumerable.Repeat("1,", 100_000))}1]}}}}",
            $"{{\"__metadata__\":{{\"format\":{json}}},\"a\":{entry}}}",
            $"{{\"__metadata__\":{{{json}:1}}}}",
            $"{{\"__metadata__\":{{{json}:\"\",{json}:\"\"}}}}",
            $"{{\"__metadata__\":{{\"format\":\"nngen\"}},{json}:{entry}}}",
            $"{{\"__metadata__\":{{\"preprocessing\":{json}}},\"a\":{entry}}}",
        })
        {
            File.WriteAllBytes(File1, SafetensorsText.File(header, new byte[4]));
            foreach (Action read in new Action[]
            {
                () => new Square(1).Load(File1), () => new Square(1).Load(File1, WeightFormat.PyTorch),
                () => new Square(1).Load(File1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "x" }), () => Preprocessing.Load(File1),
            })
            {
                string message = Assert.Throws<InvalidDataException>(read).Message;
                Assert.True(message.Length < 2500, $"{message.Length} characters");
                Assert.DoesNotContain(message, static c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2028');
            }
        }
    }

    public static TheoryData<byte[], string> Foreign => new()
    {
        { [.. "PK\x3\x4"u8, .. new byte[100]], "torch.save" },
        { [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20], "pickle" },
        { [0x89, .. "HDF\r\n\x1a\n"u8, 0, 0, 0], "Keras" },
        { [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0], "NumPy" },
        { [.. "GGUF"u8, 3, 0, 0, 0, 1, 0], "GGUF" },
        { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. new byte[600_000]], "gzip" },
        { [.. "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8], "git lfs pull" },
        { [.. "<!DOCTYPE html><html>"u8], "web page" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Files_of_other_kinds_are_named(byte[] content, string text)
    {
        File.WriteAllBytes(File1, content);
        string message = Assert.Throws<InvalidDataException>(() => new Square(1).Load(File1, WeightFormat.PyTorch)).Message;
        Assert.StartsWith($"{File1} is not a safetensors file but ", message, StringComparison.Ordinal);
        Assert.Contains(text, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_is_not_a_saved_network()
    {
        new Square(1).Fit(new Dataset<float>([1, 2], [1, 2], inputLength: 2, targetLength: 2), new FitOptions { Epochs = 1, Checkpoint = new Checkpoint(File1) });
        Assert.Contains("a checkpoint of Fit", Assert.Throws<InvalidDataException>(() => new Square(1).Load(File1)).Message, StringComparison.Ordinal);
    }
}
