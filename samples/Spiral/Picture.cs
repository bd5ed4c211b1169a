using System.Text;
using BigGustave;
using NnGen.Data;

namespace Spirals;

/// <summary>Draws the plane from −1 to 1 in both directions, as classified by the network, and the training points.</summary>
internal sealed class Picture
{
    private readonly int _side;
    private readonly float[] _probabilities;
    private readonly float?[] _points;

    /// <summary>Evaluates the network at every pixel.</summary>
    public Picture(SpiralNet net, Dataset<float> points, int side)
    {
        _side = side;
        float[] pixels = new float[2 * side * side];
        for (int i = 0; i < side * side; i++)
        {
            (pixels[2 * i], pixels[(2 * i) + 1]) = (((i % side) + 0.5f) * 2 / side - 1, 1 - (((i / side) + 0.5f) * 2 / side));
        }
        _probabilities = new float[side * side];
        net.Forward(pixels, _probabilities);

        _points = new float?[side * side];
        for (int i = 0; i < points.Count; i++)
        {
            (int x, int y) = ((int)((points.Input(i)[0] + 1) / 2 * side), (int)((1 - points.Input(i)[1]) / 2 * side));
            if (x >= 0 && x < side && y >= 0 && y < side)
            {
                _points[(y * side) + x] = points.Target(i)[0];
            }
        }
    }

    /// <summary>Draws the two sides of the boundary in two shades; a character is twice as high as wide.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        for (int y = 0; y < _side; y += 2)
        {
            for (int x = 0; x < _side; x++)
            {
                text.Append(_probabilities[(y * _side) + x] > 0.5f ? '█' : '·');
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Draws the plane in blue and orange, paler where the network is less certain, and the points in full color.</summary>
    public void Save(string path)
    {
        PngBuilder png = PngBuilder.Create(_side, _side, hasAlphaChannel: false);
        for (int i = 0; i < _probabilities.Length; i++)
        {
            float p = _points[i] ?? (0.25f + (0.5f * _probabilities[i]));
            png.SetPixel((byte)(40 + (200 * p)), (byte)(90 + (60 * (1 - Math.Abs((2 * p) - 1)))), (byte)(240 - (200 * p)), i % _side, i / _side);
        }
        using FileStream file = File.Create(path);
        png.Save(file);
    }
}
