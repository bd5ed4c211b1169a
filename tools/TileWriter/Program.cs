// Prints the tiles and vector widths into the folder that is given.
using TileWriter;

if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine($"usage: TileWriter FOLDER, an existing one: {PrintedFiles.Command}");
    return 1;
}

foreach ((string name, string text) in PrintedFiles.All)
{
    File.WriteAllText(Path.Combine(folder, name), text);
}
return 0;
