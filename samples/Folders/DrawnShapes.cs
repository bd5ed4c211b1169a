using BigGustave;
using NnGen.Data;

namespace Pictures;

/// <summary>Draws pictures of circles, squares and triangles, so that the sample runs offline.</summary>
internal static class DrawnShapes
{
    private static readonly string[] s_shapes = ["circle", "square", "triangle"];

    /// <summary>Writes pictures to a folder for each shape.</summary>
    public static void Draw(string folder, int picturesOfEach, int seed)
    {
        Xoshiro256 random = new(seed);
        foreach (string shape in s_shapes)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, shape)).FullName;
            for (int i = 0; i < picturesOfEach; i++)
            {
                using FileStream file = File.Create(Path.Combine(own, $"{shape}{i:D3}.png"));
                Draw(shape, random).Save(file);
            }
        }
    }

    // A shape of random size, place, direction and color on a dark background, with noise.
    private static PngBuilder Draw(string shape, Xoshiro256 random)
    {
        const int Width = 60, Height = 48;
        PngBuilder png = PngBuilder.Create(Width, Height, hasAlphaChannel: false);
        double Between(double from, double to) => from + ((to - from) * random.NextFloat());
        double radius = Between(9, 15), centerX = (Width / 2) + Between(-5, 5), centerY = (Height / 2) + Between(-5, 5), angle = Between(0, 2 * Math.PI);
        double[] background = [Between(0, 80), Between(0, 80), Between(0, 80)], color = [Between(130, 240), Between(130, 240), Between(130, 240)];
        for (int i = 0; i < Width * Height; i++)
        {
            (double x, double y) = ((i % Width) - centerX, (i / Width) - centerY);
            double[] shade = IsInside(shape, ((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / radius, ((y * Math.Cos(angle)) - (x * Math.Sin(angle))) / radius) ? color : background;
            double noise = 10 * random.NextNormal();
            byte Channel(int channel) => (byte)Math.Clamp(shade[channel] + noise, 0, 255);
            png.SetPixel(Channel(0), Channel(1), Channel(2), i % Width, i / Width);
        }
        return png;
    }

    // All shapes have about the same area.
    private static bool IsInside(string shape, double x, double y) => shape switch
    {
        "circle" => (x * x) + (y * y) < 1,
        "square" => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.89,
        _ => Math.Max(y, (Math.Abs(x) * Math.Sqrt(0.75)) - (y / 2)) < 0.78,
    };
}
