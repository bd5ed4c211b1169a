using System.Globalization;
using System.Text;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;
using Spirals;

// Classifies the points of two spirals that wind around each other, and draws the decision boundary.
Console.OutputEncoding = Encoding.UTF8;
Dataset<float> train = Draw(1000, seed: 1), test = Draw(500, seed: 2);

var net = new SpiralNet(seed: 1);
TrainingHistory history = net.Fit(train, new FitOptions
{
    Epochs = 200,
    Seed = 1,
    Optimizer = new Adam(learningRate: 0.01f),
    Schedule = new CosineAnnealing(),
    Progress = TrainingProgress.Silent,
}, validation: test);
Console.WriteLine(new Picture(net, train, side: 60).ToText());

string output = args is [var path] ? path : Path.Combine(Path.GetTempPath(), "spiral.png");
new Picture(net, train, side: 400).Save(output);
double accuracy = history.Epochs[^1].ValidationAccuracy!.Value;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy:F1} % of {test.Count} other points are on the right side; drawn to {output}"));
return accuracy > 0.95 ? 0 : 1;

// Each spiral has one and a half turns, the second is rotated by half a turn, and both have some noise.
static Dataset<float> Draw(int count, int seed)
{
    Xoshiro256 random = new(seed);
    IEnumerable<(float X, float Y, float Spiral)> points = Enumerable.Range(0, count).Select(i =>
    {
        float along = MathF.Sqrt(random.NextFloat()), angle = (3 * MathF.PI * along) + (i % 2 * MathF.PI);
        return ((0.9f * along * MathF.Cos(angle)) + (0.02f * (float)random.NextNormal()), (0.9f * along * MathF.Sin(angle)) + (0.02f * (float)random.NextNormal()), i % 2f);
    });
    return Dataset.Regression(points, point => [point.X, point.Y], point => point.Spiral);
}
