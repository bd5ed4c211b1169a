using System.Globalization;

namespace Digits;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with the four files of MNIST; null draws digits instead.</param>
/// <param name="Epochs">Passes over the training data.</param>
/// <param name="Output">Where the trained network is saved.</param>
internal sealed record Options(string? Data, int Epochs, string Output)
{
    public const string Usage = "usage: Digits [--data FOLDER] [--epochs N] [--output FILE]";

    /// <summary>Reads the arguments; an error is a sentence for the user.</summary>
    public static Options? Parse(string[] arguments, out string? error)
    {
        Options options = new(null, 12, Path.Combine(Path.GetTempPath(), "digits.safetensors"));
        error = null;
        for (int i = 0; i < arguments.Length && error is null; i += 2)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--data" when value is not null:
                    options = options with { Data = value };
                    break;
                case "--epochs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs > 0:
                    options = options with { Epochs = epochs };
                    break;
                case "--output" when value is not null:
                    options = options with { Output = value };
                    break;
                case "--data" or "--epochs" or "--output":
                    error = $"{arguments[i]} needs {(arguments[i] == "--epochs" ? "a whole number above 0" : "a path")}, but {(value is null ? "nothing" : $"'{value}'")} was given.";
                    break;
                default:
                    error = $"'{arguments[i]}' is no option.";
                    break;
            }
        }
        return error is null ? options : null;
    }
}
