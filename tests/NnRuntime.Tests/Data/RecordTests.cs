using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Records with whole numbers that floats are too coarse for.</summary>
public class RecordTests
{
    private sealed record Reading(long Time, float Size, double Value);

    private static readonly Reading[] s_readings = [.. Enumerable.Range(0, 10).Select(static i => new Reading(1_700_000_000 + (30 * i), i / 4f, 1e9 + (i * 0.001)))];

    [Fact]
    public void Times_keep_their_differences()
    {
        Dataset<float> single = Dataset.Regression(s_readings, static reading => [reading.Time, reading.Size], static reading => reading.Value);
        Dataset<float> several = Dataset.Regression(s_readings, static reading => [reading.Time, reading.Size], static reading => [reading.Size, reading.Value]);
        Dataset<int> named = Dataset.Classification(s_readings, static reading => [reading.Time, reading.Size], static reading => reading.Size < 1 ? "a" : "b");
        Dataset<int> numbered = Dataset.Classification(s_readings, static reading => [reading.Time, reading.Size], static reading => reading.Size < 1 ? 0 : 1);
        Assert.All((ExactColumns?[])[single.ExactInputs, several.ExactInputs, named.ExactInputs, numbered.ExactInputs], static exact => Assert.Equal([0], exact!.Columns));
        Assert.Equal([0], single.ExactTargets!.Columns);
        Assert.Equal([1], several.ExactTargets!.Columns);

        Normalization inputs = Normalization.MinMax(single);
        Assert.Equal([1_700_000_000, 0], inputs.Offsets);
        Assert.Equal([270, 2.25], inputs.Divisors);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(i / 9f, inputs.Apply(single).Input(i)[0]));
        Assert.Equal(inputs.Apply(single).Inputs.ToArray(), inputs.Apply(named).Inputs.ToArray());
        float[] targets = Normalization.StandardScoreOfTargets(single).ApplyToTargets(single).Targets.ToArray();
        Assert.Equal(10, targets.Distinct().Count());
        Assert.Equal(-targets[9], targets[0], 1e-3);
    }

    [Fact]
    public void Records_of_floats_are_as_before()
    {
        Dataset<float> floats = Dataset.Regression(s_readings, static reading => new float[] { reading.Time, reading.Size }, static reading => reading.Size);
        Assert.Null(floats.ExactInputs);
        Assert.Equal(Dataset.Regression(s_readings, static reading => [reading.Time, reading.Size], static reading => reading.Size).Inputs.ToArray(), floats.Inputs.ToArray());
        Func<Reading, float[]> inputs = static reading => [reading.Size];
        Assert.Equal(1, Dataset.Regression(s_readings, inputs, inputs).TargetLength);
        Assert.Equal(1, Dataset.Classification(s_readings, inputs, static _ => 0).InputLength);
        Assert.Null(Dataset.Classification(s_readings, static reading => [reading.Size], static _ => 0).ExactInputs);
    }

    [Fact]
    public void What_is_not_a_float_is_refused_by_its_record()
    {
        Assert.Contains("Record 1, input 0: NaN is not a finite number", Refused(1, double.NaN), StringComparison.Ordinal);
        Assert.Contains("Record 2, input 0: 1E+39 is not finite as a float", Refused(2, 1e39), StringComparison.Ordinal);
        Assert.Contains("Record 1 has 2 inputs, but the records before it have 1", Assert.Throws<ArgumentException>(() => Dataset.Regression([1, 2], static x => new double[x], static x => (double)x)).Message, StringComparison.Ordinal);
        Assert.Contains("Record 0 has no inputs", Assert.Throws<ArgumentException>(() => Dataset.Regression([1], static x => (double[])null!, static x => (double)x)).Message, StringComparison.Ordinal);
        Assert.Contains("Record 0, target 0", Assert.Throws<ArgumentException>(() => Dataset.Regression([1], static x => [x], static x => double.NaN)).Message, StringComparison.Ordinal);

        static string Refused(int record, double value) => Assert.Throws<ArgumentException>(() => Dataset.Regression(Enumerable.Range(0, 4), x => [x == record ? value : 1], static x => (double)x)).Message;
    }
}
