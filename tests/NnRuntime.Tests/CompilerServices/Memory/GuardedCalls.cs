using NnGenerator.Tests.Support;

namespace NnGen.Tests.Memory;

/// <summary>Calls with right and wrong sizes. Those with wrong ones run in a process of their own, since what reads or writes outside its memory
/// ends it.</summary>
public class GuardedCalls
{
    private const int RightCalls = 40, WrongCalls = 34_000;   // at each of at least three widths

    [Fact]
    public void Right_sizes_are_taken_and_wrong_ones_are_exceptions()
    {
        Machine.AssertWidth();
        List<(string Method, Action<RandomSizes> Run)> calls = CompilerServicesCalls.All();
        RandomSizes drawn = new(seed: 20_261_129);
        foreach ((string method, Action<RandomSizes> run) in calls)
        {
            for (int i = 0; i < RightCalls; i++)
            {
                drawn.Begin();
                run(drawn);
                Assert.True(drawn.IsIntact(), $"{method} wrote beside its memory:{drawn.Arguments}");
            }
        }

        if (!Machine.IsChild)
        {
            return;   // GuardPageTests starts the process for the wrong ones
        }
        int thrown = 0, wrong = 0;
        for (int i = 0; i < WrongCalls; i++)
        {
            (string method, Action<RandomSizes> run) = calls[i % calls.Count];
            drawn.WrongOneOf = 1 + (i / calls.Count % 6);
            drawn.Begin();
            try
            {
                run(drawn);
            }
            catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException or OverflowException)
            {
                thrown++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{method}:{drawn.Arguments} is {error}");
            }
            wrong += drawn.IsWrong ? 1 : 0;
            Assert.True(drawn.IsIntact(), $"{method} wrote beside its memory:{drawn.Arguments}");
        }
        Assert.True(wrong > WrongCalls / 2 && thrown > WrongCalls / 4, $"{wrong} calls were wrong, and {thrown} threw.");
    }
}
