namespace Digits;

/// <summary>Represents a point of a digit's design: x to the right and y downward, where the digit extends from 0 to 1 in both.</summary>
internal readonly record struct Point(float X, float Y);

/// <summary>
/// Contains common handwritten forms of the ten digits. Each class has several variants, each variant a few strokes, and each stroke the points
/// that the pen passes. The variants differ as handwriting does (a 7 with or without a bar, an open or a closed 4), because
/// the variety within a class is what a linear model, with one template per class, cannot represent.
/// </summary>
internal static class Glyphs
{
    private static readonly Point[][][][] Ways =
    [
        [ // 0: round, narrow, started at the side and not quite closed
            [Oval(0.5f, 0.5f, 0.32f, 0.44f)],
            [Oval(0.5f, 0.5f, 0.2f, 0.46f)],
            [Curve((0.6f, 0.1f), (0.32f, 0.12f), (0.2f, 0.45f), (0.28f, 0.85f), (0.58f, 0.93f), (0.78f, 0.65f), (0.74f, 0.25f), (0.5f, 0.06f))],
        ],
        [ // 1: a bar, with a flag, with flag and foot
            [Line((0.5f, 0.05f), (0.5f, 0.95f))],
            [Line((0.28f, 0.27f), (0.54f, 0.05f), (0.54f, 0.95f))],
            [Line((0.3f, 0.24f), (0.52f, 0.05f), (0.52f, 0.93f)), Line((0.27f, 0.93f), (0.77f, 0.93f))],
        ],
        [ // 2: straight foot, looped foot, angular
            [Curve((0.2f, 0.28f), (0.36f, 0.08f), (0.66f, 0.08f), (0.77f, 0.3f), (0.58f, 0.58f), (0.2f, 0.93f)), Line((0.2f, 0.93f), (0.82f, 0.93f))],
            [Curve((0.22f, 0.22f), (0.48f, 0.05f), (0.74f, 0.2f), (0.66f, 0.52f), (0.36f, 0.88f), (0.17f, 0.86f), (0.26f, 0.73f), (0.52f, 0.86f), (0.86f, 0.9f))],
            [Line((0.2f, 0.12f), (0.66f, 0.07f), (0.76f, 0.3f), (0.2f, 0.93f), (0.8f, 0.93f))],
        ],
        [ // 3: two bows, a flat top
            [Curve((0.2f, 0.17f), (0.48f, 0.05f), (0.74f, 0.2f), (0.66f, 0.41f), (0.4f, 0.48f)), Curve((0.4f, 0.48f), (0.74f, 0.57f), (0.76f, 0.82f), (0.48f, 0.95f), (0.18f, 0.84f))],
            [Line((0.2f, 0.07f), (0.77f, 0.07f), (0.45f, 0.42f)), Curve((0.45f, 0.42f), (0.76f, 0.55f), (0.74f, 0.84f), (0.46f, 0.95f), (0.18f, 0.86f))],
        ],
        [ // 4: open, closed, short stem
            [Line((0.3f, 0.05f), (0.2f, 0.56f), (0.84f, 0.56f)), Line((0.68f, 0.22f), (0.64f, 0.97f))],
            [Line((0.64f, 0.96f), (0.64f, 0.05f), (0.16f, 0.66f), (0.86f, 0.66f))],
            [Curve((0.24f, 0.08f), (0.2f, 0.36f), (0.4f, 0.5f), (0.72f, 0.42f)), Line((0.76f, 0.06f), (0.66f, 0.96f))],
        ],
        [ // 5: with a cap, in one sweep
            [Line((0.78f, 0.07f), (0.32f, 0.07f), (0.27f, 0.45f)), Curve((0.27f, 0.45f), (0.58f, 0.38f), (0.79f, 0.6f), (0.67f, 0.88f), (0.4f, 0.95f), (0.18f, 0.84f))],
            [Curve((0.76f, 0.08f), (0.4f, 0.1f), (0.28f, 0.34f), (0.52f, 0.46f), (0.74f, 0.66f), (0.6f, 0.9f), (0.22f, 0.92f))],
        ],
        [ // 6: bent back, straight back
            [Curve((0.7f, 0.06f), (0.38f, 0.26f), (0.24f, 0.62f), (0.36f, 0.92f), (0.64f, 0.92f), (0.76f, 0.7f), (0.58f, 0.53f), (0.34f, 0.6f), (0.25f, 0.74f))],
            [Curve((0.46f, 0.05f), (0.3f, 0.4f), (0.25f, 0.72f), (0.42f, 0.94f), (0.66f, 0.86f), (0.68f, 0.66f), (0.5f, 0.56f), (0.28f, 0.68f))],
        ],
        [ // 7: plain, with a bar, with a bent leg
            [Line((0.2f, 0.08f), (0.8f, 0.08f), (0.42f, 0.95f))],
            [Line((0.2f, 0.08f), (0.8f, 0.08f), (0.42f, 0.95f)), Line((0.36f, 0.5f), (0.76f, 0.5f))],
            [Line((0.2f, 0.22f), (0.24f, 0.08f), (0.8f, 0.1f)), Curve((0.8f, 0.1f), (0.6f, 0.4f), (0.5f, 0.68f), (0.5f, 0.95f))],
        ],
        [ // 8: two rings, one crossing sweep
            [Oval(0.5f, 0.28f, 0.22f, 0.22f), Oval(0.5f, 0.72f, 0.28f, 0.23f)],
            [Curve((0.7f, 0.14f), (0.44f, 0.06f), (0.28f, 0.22f), (0.46f, 0.44f), (0.7f, 0.64f), (0.64f, 0.9f), (0.38f, 0.92f), (0.28f, 0.7f), (0.5f, 0.46f), (0.72f, 0.26f), (0.7f, 0.14f))],
        ],
        [ // 9: straight stem, bent tail, open ring
            [Oval(0.48f, 0.3f, 0.25f, 0.24f), Line((0.73f, 0.3f), (0.68f, 0.96f))],
            [Oval(0.48f, 0.3f, 0.26f, 0.24f), Curve((0.74f, 0.3f), (0.74f, 0.66f), (0.58f, 0.92f), (0.28f, 0.88f))],
            [Curve((0.74f, 0.12f), (0.44f, 0.06f), (0.24f, 0.28f), (0.4f, 0.5f), (0.66f, 0.38f), (0.76f, 0.1f), (0.72f, 0.55f), (0.6f, 0.96f))],
        ],
    ];

    /// <summary>Returns the variants of <paramref name="digit"/>; a variant is a list of strokes, a stroke a list of points.</summary>
    /// <param name="digit">0 to 9.</param>
    public static Point[][][] WaysToWrite(int digit) => Ways[digit];

    /// <summary>Returns straight lines from point to point, with sharp corners.</summary>
    private static Point[] Line(params (float X, float Y)[] corners) => [.. corners.Select(c => new Point(c.X, c.Y))];

    /// <summary>Returns an ellipse, drawn from the top and closed.</summary>
    private static Point[] Oval(float x, float y, float radiusX, float radiusY)
    {
        const int Parts = 16;
        var points = new Point[Parts + 1];
        for (int i = 0; i <= Parts; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / Parts);
            points[i] = new(x + radiusX * sin, y - radiusY * cos);
        }

        return points;
    }

    /// <summary>
    /// Returns a smooth curve through the given points: the Catmull–Rom spline, whose tangent at each point is half the difference of
    /// the point's two neighbors, divided into short straight segments. The ends are doubled, so that it passes through them, too.
    /// </summary>
    private static Point[] Curve(params (float X, float Y)[] through)
    {
        const int Parts = 4;
        var points = new List<Point>();
        for (int i = 0; i + 1 < through.Length; i++)
        {
            (float X, float Y) a = through[Math.Max(i - 1, 0)], b = through[i], c = through[i + 1], d = through[Math.Min(i + 2, through.Length - 1)];
            for (int part = 0; part < Parts; part++)
            {
                float t = part / (float)Parts;
                points.Add(new(Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t)));
            }
        }

        points.Add(new(through[^1].X, through[^1].Y));
        return [.. points];
    }

    /// <summary>Returns the point of the Catmull–Rom spline between <paramref name="b"/> (t = 0) and <paramref name="c"/> (t = 1).</summary>
    private static float Spline(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
