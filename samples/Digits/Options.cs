using System.Globalization;

namespace Digits;

/// <summary>Contains the options of the command line.</summary>
/// <param name="Data">The folder with the MNIST files; null draws the digits.</param>
/// <param name="Epochs">Number of passes over the training digits.</param>
/// <param name="Output">Path where the trained network is saved.</param>
internal sealed record Options(string? Data, int Epochs, string Output)
{
    /// <summary>Gets the usage of the program.</summary>
    public const string Usage = """
        usage: dotnet run -c Release --project samples/Digits [-- OPTIONS]
          --data FOLDER   train on the MNIST files in FOLDER, plain or .gz, instead of digits drawn here
          --epochs N      passes over the training digits, at least 1 (20)
          --output FILE   where the trained network is saved (digits.safetensors in the temporary folder)
        """;

    /// <summary>Parses the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, or its value is missing or invalid.</exception>
    public static Options Parse(ReadOnlySpan<string> args)
    {
        var options = new Options(null, Epochs: 20, Path.Combine(Path.GetTempPath(), "digits.safetensors"));
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            options = (args[i], value) switch
            {
                ("--data" or "--epochs" or "--output", null or "") => throw new FormatException($"{args[i]} needs a value after it."),
                ("--data", _) => options with { Data = value },
                ("--output", _) => options with { Output = value },
                ("--epochs", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs > 0 =>
                    options with { Epochs = epochs },
                ("--epochs", _) => throw new FormatException($"--epochs takes a whole number from 1 on, not '{value}'."),
                _ => throw new FormatException($"'{args[i]}' is not an option."),
            };
        }

        return options;
    }
}
