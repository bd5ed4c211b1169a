using System.Globalization;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;
using Visitors;

// Forecasts the visitors of the next week from those of the last four, and compares the error with those of naive forecasts.
const int Week = VisitorNet.Week;
float[] visitors = DailyVisitors.Generate(days: 4 * 365, seed: 1);
Dataset<float> windows = Dataset.Windows(visitors, VisitorNet.InputLength, horizon: VisitorNet.OutputLength);

// Trains on the past only, and validates on what follows it. The normalizations are fitted to the past as well.
(Dataset<float> past, Dataset<float> future) = windows.TemporalSplit(0.75);
Normalization inputs = Normalization.StandardScore(past), targets = Normalization.StandardScoreOfTargets(past);
Print($"{visitors.Length} days: {past.Count} samples for training and {future.Count} later ones for validation");

var net = new VisitorNet(seed: 1);
net.Fit(targets.ApplyToTargets(inputs.Apply(past)), new FitOptions
{
    Epochs = 60,
    Seed = 1,
    Optimizer = new AdamW(learningRate: 2e-3f, weightDecay: 0.1f),
    Progress = TrainingProgress.Silent,
});

// The network takes and returns visitors: it knows both normalizations.
double error = net.Evaluate(future).MeanAbsoluteError;
double lastDay = NaiveError((sample, day) => future.Input(sample)[^1]);
double lastWeek = NaiveError((sample, day) => future.Input(sample)[day - Week + VisitorNet.InputLength]);
Print($"mean absolute error on the later days, in visitors a day");
Print($"  {"network",-30}{error,6:F1}");
Print($"  {"as on the same day last week",-30}{lastWeek,6:F1}");
Print($"  {"as on the last day",-30}{lastDay,6:F1}");

// The days after the end of the series.
float[] forecast = net.Predict(visitors.AsSpan(^VisitorNet.InputLength..));
for (int day = 0; day < Week; day++)
{
    Print($"{CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)((visitors.Length + day + 1) % Week)),-10}{forecast[day],6:F0} visitors, {visitors[visitors.Length - Week + day]:F0} a week before");
}
return error < Math.Min(lastDay, lastWeek) ? 0 : 1;

double NaiveError(Func<int, int, float> forecast) =>
    Enumerable.Range(0, future.Count).Average(sample => Enumerable.Range(0, Week).Average(day => Math.Abs(forecast(sample, day) - future.Target(sample)[day])));

// Writes numbers with a decimal point, regardless of the culture.
static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
