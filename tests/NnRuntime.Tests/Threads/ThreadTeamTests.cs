using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Every item once, whoever takes it; sleep, exceptions and the end.</summary>
public class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_item_runs_once_and_is_seen_by_the_caller(int threads)
    {
        using ThreadTeam team = new(threads);
        int[] runs = new int[ThreadTeam.MaxItems];
        int wrong = 0, strangers = 0;
        Action<int, int> job = (item, thread) =>
        {
            runs[item]++;
            strangers += thread < 0 || thread >= threads ? 1 : 0;
        };
        for (int round = 0; round < 20_000; round++)
        {
            int items = round % (ThreadTeam.MaxItems + 1);
            Array.Clear(runs);
            team.Run(items, job);
            wrong += runs.AsSpan(0, items).ContainsAnyExcept(1) || runs.AsSpan(items).ContainsAnyExcept(0) ? 1 : 0;
        }
        Assert.Equal(0, wrong);
        Assert.Equal(0, strangers);
    }

    [Fact]
    public void All_threads_work_also_after_they_slept()
    {
        using ThreadTeam team = new(3);
        for (int round = 0; round < 5; round++)
        {
            // Each item waits for the others, so that no thread can take two.
            using Barrier all = new(3);
            int[] by = [-1, -1, -1];
            team.Run(3, (item, thread) =>
            {
                by[item] = thread;
                Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30)));
            });
            Assert.Equal([0, 1, 2], by.Order());
            Thread.Sleep(20);
        }
    }

    [Fact]
    public void Idle_threads_sleep()
    {
        using ThreadTeam team = new(2);
        using Barrier both = new(2);
        Thread? worker = null;
        team.Run(2, (_, thread) =>
        {
            worker = thread == 1 ? Thread.CurrentThread : worker;
            Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
        });
        Assert.True(SpinWait.SpinUntil(() => (worker!.ThreadState & ThreadState.WaitSleepJoin) != 0, TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void An_exception_reaches_the_caller_and_the_team_goes_on(int threads)
    {
        using ThreadTeam team = new(threads);
        for (int bad = 0; bad < 16; bad++)
        {
            int done = 0;
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => team.Run(16, (item, _) =>
            {
                if (item == bad)
                {
                    throw new InvalidOperationException($"item {bad}");
                }
            }));
            Assert.Equal($"item {bad}", error.Message);
            team.Run(16, (_, _) => Interlocked.Increment(ref done));
            Assert.Equal(16, done);
        }
    }

    [Fact]
    public void Dispose_ends_the_threads()
    {
        ThreadTeam team = new(4);
        using Barrier all = new(4);
        Thread[] threads = new Thread[4];
        team.Run(4, (item, _) =>
        {
            threads[item] = Thread.CurrentThread;
            Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30)));
        });
        team.Dispose();
        Assert.Equal(3, threads.Count(static thread => !thread.IsAlive));
        Assert.Throws<ObjectDisposedException>(() => team.Run(1, static (_, _) => { }));
        team.Dispose();
        new ThreadTeam(4).Dispose();   // whose threads never started
    }

    [Fact]
    public void The_threads_of_a_team_that_nobody_disposed_end()
    {
        Thread[] threads = new Thread[4];
        Forget(threads);
        Assert.True(SpinWait.SpinUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
            return threads.Count(static thread => !thread.IsAlive) == 3;
        }, TimeSpan.FromSeconds(30)));

        // The job refers to the team, as those of trainers do.
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget(Thread[] threads)
        {
            ThreadTeam team = new(4);
            Barrier all = new(4);
            team.Run(4, (item, _) =>
            {
                threads[item] = Thread.CurrentThread;
                Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30)) && team.Threads == 4);
            });
        }
    }

    [Fact]
    public void There_is_at_least_one_thread()
    {
        Assert.Contains("The number of threads is -1", Assert.Throws<ArgumentOutOfRangeException>(static () => new ThreadTeam(-1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ThreadTeam(0));
    }
}
