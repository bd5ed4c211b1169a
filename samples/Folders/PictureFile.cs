using StbImageSharp;

namespace Pictures;

/// <summary>Represents a picture in a folder named as its class.</summary>
internal sealed record PictureFile(string Path, string ClassName)
{
    /// <summary>Finds the pictures in the folders of all classes. Hidden files and folders are ignored.</summary>
    /// <exception cref="InvalidDataException">There are fewer than two classes, or one has no pictures.</exception>
    public static PictureFile[] Find(string folder)
    {
        EnumerationOptions visible = new() { IgnoreInaccessible = false };
        string[] classes = [.. Directory.EnumerateDirectories(folder, "*", visible).Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
        {
            throw new InvalidDataException($"{folder} contains {classes.Length} folders, but at least two are needed: one for each class, with its pictures and named as the class.");
        }
        return [.. classes.SelectMany(path =>
        {
            string[] files = [.. Directory.EnumerateFiles(path, "*", visible).Order(StringComparer.Ordinal)];
            return files.Length > 0
                ? files.Select(file => new PictureFile(file, System.IO.Path.GetFileName(path)))
                : throw new InvalidDataException($"{path} contains no pictures; add some, or remove the folder.");
        })];
    }

    /// <summary>Reads a PNG, JPEG, BMP, GIF, TGA or PSD file as gray pixels from 0 to 1: the square at its center, scaled to the side of the network.</summary>
    /// <exception cref="InvalidDataException">The file is not such a picture, or is damaged.</exception>
    public static float[] Read(string path, int side)
    {
        byte[] file = File.ReadAllBytes(path);
        try
        {
            ImageResult picture = ImageResult.FromMemory(file, ColorComponents.Grey);
            return Scale(picture.Data, picture.Width, picture.Height, side);
        }
        catch (Exception error) when (error is not OutOfMemoryException)   // the decoder throws various types
        {
            throw new InvalidDataException($"{path} is not a picture that can be read: it is damaged, or not a PNG, JPEG, BMP, GIF, TGA or PSD file. Remove it, or save it as PNG.", error);
        }
    }

    // Each pixel is the mean of the pixels that it covers.
    private static float[] Scale(byte[] pixels, int width, int height, int side)
    {
        int square = Math.Min(width, height), first = ((height - square) / 2 * width) + ((width - square) / 2);
        float[] scaled = new float[side * side];
        for (int i = 0; i < scaled.Length; i++)
        {
            (int top, int bottom) = Covered(i / side, square, side);
            (int left, int right) = Covered(i % side, square, side);
            long sum = 0;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    sum += pixels[first + (y * width) + x];
                }
            }
            scaled[i] = sum / (255f * (bottom - top) * (right - left));
        }
        return scaled;
    }

    private static (int From, int To) Covered(int at, int length, int side)
    {
        int from = (int)((long)at * length / side);
        return (from, Math.Max(from + 1, (int)((at + 1L) * length / side)));
    }
}
