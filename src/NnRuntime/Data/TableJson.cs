using System.Text.Json;

namespace NnGen.Data;

/// <summary>Serializes the columns of a table for the file of a network.</summary>
internal static class TableJson
{
    private const string Columns = "columns", Ignored = "ignored_columns", Name = "name", Categories = "categories", AllowUnknown = "allow_unknown", MissingNumber = "missing_number", MissingCategory = "missing_category";

    /// <summary>Writes the columns.</summary>
    public static void Write(Utf8JsonWriter json, DataSchema schema)
    {
        if (schema.InputColumns.Count > 0)
        {
            json.WriteStartArray(Columns);
            foreach (InputColumn column in schema.InputColumns)
            {
                json.WriteStartObject();
                json.WriteString(Name, column.Name);
                if (column.Encoding is { } encoding)
                {
                    json.WriteBoolean(AllowUnknown, encoding.AllowUnknown);
                    Write(json, Categories, encoding.Categories);
                }
                if (column.MissingNumber is { } number)
                {
                    json.WriteNumber(MissingNumber, number);
                }
                if (column.MissingCategory is { } category)
                {
                    json.WriteString(MissingCategory, category);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (schema.IgnoredColumns.Count > 0)
        {
            Write(json, Ignored, schema.IgnoredColumns);
        }
    }

    /// <summary>Adds the columns to a schema; files of earlier versions contain none.</summary>
    public static DataSchema Read(JsonElement json, DataSchema schema) => schema with
    {
        InputColumns = json.TryGetProperty(Columns, out JsonElement columns) ? [.. columns.EnumerateArray().Select(ReadColumn)] : [],
        IgnoredColumns = json.TryGetProperty(Ignored, out JsonElement ignored) ? Texts(ignored) : [],
    };

    private static InputColumn ReadColumn(JsonElement json) => new()
    {
        Name = Text(json.GetProperty(Name)),
        Encoding = json.TryGetProperty(Categories, out JsonElement categories) ? new OneHotEncoding(Texts(categories)) { AllowUnknown = json.GetProperty(AllowUnknown).GetBoolean() } : null,
        MissingNumber = json.TryGetProperty(MissingNumber, out JsonElement number) ? number.GetDouble() : null,
        MissingCategory = json.TryGetProperty(MissingCategory, out JsonElement category) ? Text(category) : null,
    };

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    private static string[] Texts(JsonElement json) => [.. json.EnumerateArray().Select(Text)];

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("a name is null");
}
