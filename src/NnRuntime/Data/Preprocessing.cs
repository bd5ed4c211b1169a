using System.Globalization;
using System.Text;
using System.Text.Json;
using NnGen.Files;
using NnGen.Safetensors;

namespace NnGen.Data;

/// <summary>Contains the preprocessing of the data that a network was trained on, which all inputs of the network need. It is stored in the file of the network, so that the two are never separated.</summary>
public sealed record Preprocessing : ISchemaProvider
{
    private const string Key = "preprocessing";

    /// <summary>Gets the normalization of the inputs; null if there is none.</summary>
    public Normalization? Inputs { get; init; }

    /// <summary>Gets the normalization of the targets of a regression; null if there is none.</summary>
    public Normalization? Targets { get; init; }

    /// <summary>Gets the encodings by the names of their columns.</summary>
    /// <exception cref="ArgumentException">The name of a column is not valid text, or an encoding is null.</exception>
    public IReadOnlyDictionary<string, OneHotEncoding> Encodings { get; init => field = Copy(value); } = new Dictionary<string, OneHotEncoding>();

    /// <summary>Gets the names of the inputs, targets and classes of the data that the network was trained on.</summary>
    public DataSchema Schema { get; init; } = DataSchema.Empty;

    /// <summary>Gets the names of the classes in the order of their numbers; empty if the classes have no names.</summary>
    public IReadOnlyList<string> ClassNames
    {
        get => Schema.ClassNames;
        init => Schema = Schema with { ClassNames = value };
    }

    /// <summary>Loads the preprocessing that was saved with a network, with the same bits.</summary>
    /// <param name="path">Path of the network's file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or contains no preprocessing.</exception>
    public static Preprocessing Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.OpenRead(path);
        return Read(new SafetensorsReader(stream, path).Header.Metadata, path)
            ?? throw new InvalidDataException($"{path} contains no preprocessing; save the network with net.Save(path, preprocessing).");
    }

    /// <summary>Reads the preprocessing from the metadata of a network's file; null if it contains none.</summary>
    /// <exception cref="InvalidDataException">The preprocessing cannot be read.</exception>
    internal static Preprocessing? Read(IReadOnlyDictionary<string, string> metadata, string path)
    {
        if (!metadata.TryGetValue(Key, out string? text))
        {
            return null;
        }
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 5 });
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException($"{path} contains preprocessing that cannot be read: {Excerpt.Of(exception.Message, 300)}", exception);
        }
    }

    /// <summary>Returns the entry for the metadata of a network's file.</summary>
    internal (string Key, string Value) Metadata()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            Write(json, "inputs", Inputs);
            Write(json, "targets", Targets);
            json.WriteStartObject("encodings");
            foreach ((string column, OneHotEncoding encoding) in Encodings.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(column);
                json.WriteBoolean("allow_unknown", encoding.AllowUnknown);
                Write(json, "categories", encoding.Categories);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            Write(json, "classes", ClassNames);
            Write(json, "input_names", Schema.InputNames);
            Write(json, "target_names", Schema.TargetNames);
            TableJson.Write(json, Schema);
            json.WriteEndObject();
        }
        return (Key, Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static Dictionary<string, OneHotEncoding> Copy(IReadOnlyDictionary<string, OneHotEncoding> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        foreach ((string column, OneHotEncoding encoding) in value)
        {
            SavedName.Check(column, "The name of the column", nameof(value));
            ArgumentNullException.ThrowIfNull(encoding, nameof(value));
        }
        return new(value);
    }

    private static void Write(Utf8JsonWriter json, string name, Normalization? normalization)
    {
        if (normalization is null)
        {
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("type", "float64");
        Write(json, "offsets", normalization.Offsets);
        Write(json, "divisors", normalization.Divisors);
        json.WriteEndObject();
    }

    // The shortest text that is parsed to the same double.
    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    private static Preprocessing Read(JsonElement json) => new()
    {
        Inputs = ReadNormalization(json, "inputs"),
        Targets = ReadNormalization(json, "targets"),
        Encodings = json.GetProperty("encodings").EnumerateObject().ToDictionary(static entry => entry.Name, static entry =>
            new OneHotEncoding(Texts(entry.Value, "categories")) { AllowUnknown = entry.Value.GetProperty("allow_unknown").GetBoolean() }),
        Schema = TableJson.Read(json, new() { ClassNames = Texts(json, "classes"), InputNames = OptionalTexts(json, "input_names"), TargetNames = OptionalTexts(json, "target_names") }),
    };

    // Files of earlier versions contain no names of inputs and targets.
    private static string[] OptionalTexts(JsonElement json, string name) => json.TryGetProperty(name, out _) ? Texts(json, name) : [];

    private static Normalization? ReadNormalization(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement values) ? new Normalization(Numbers(values, "offsets"), Numbers(values, "divisors")) : null;

    // Files of earlier versions contain the shortest text of a float, which as a double is a different number.
    private static double[] Numbers(JsonElement json, string name)
    {
        bool isDouble = json.TryGetProperty("type", out JsonElement type) && type.GetString() == "float64";
        return [.. json.GetProperty(name).EnumerateArray().Select(value => isDouble ? value.GetDouble() : float.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture))];
    }

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetString() ?? throw new FormatException($"a null among {name}"))];
}
