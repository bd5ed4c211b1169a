namespace NnGen.Benchmarks.Timing;

/// <summary>Loops that take turns, so that a change in the speed of the machine affects all of them.</summary>
internal static class Turns
{
    /// <summary>Runs all loops until their code is compiled for good.</summary>
    public static void WarmUp(IReadOnlyCollection<TimedLoop> loops)
    {
        for (int pause = 0; pause < 3; pause++)
        {
            foreach (TimedLoop loop in loops)
            {
                loop.WarmUp();
            }
            Thread.Sleep(200);
        }
    }

    /// <summary>Measures each loop once in every round, after the peak of the machine.</summary>
    public static void Measure(IReadOnlyCollection<TimedLoop> loops, int rounds, Limits? limits = null)
    {
        for (int round = 0; round < rounds; round++)
        {
            limits?.MeasurePeak();
            foreach (TimedLoop loop in loops)
            {
                loop.Measure();
            }
        }
    }
}
