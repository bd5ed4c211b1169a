using System.Diagnostics;
using System.Globalization;
using CrashTest;

// CrashTest KILLS [SEED]: trains once undisturbed; then trains in processes that are killed with SIGKILL at random moments, each going on from
// the checkpoint of the one before, and beginning anew when a run is done, until so many were killed. Every run must end with the undisturbed bits.
if (args is ["victim", string folder, string pause])
{
    Victim.Train(folder, int.Parse(pause, CultureInfo.InvariantCulture));
    return 0;
}
if (args.Length is 0 or > 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int kills))
{
    Console.Error.WriteLine("usage: CrashTest KILLS [SEED]");
    return 2;
}
int seed = args.Length == 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
Random random = new(seed);
string root = Directory.CreateTempSubdirectory("nngen-crash-").FullName;
try
{
    return Run();
}
finally
{
    Directory.Delete(root, recursive: true);
}

int Run()
{
    string undisturbed = Folder("undisturbed");
    using (Process whole = Start(undisturbed, pause: 0))
    {
        whole.WaitForExit();
        if (whole.ExitCode != 0)
        {
            Console.Error.WriteLine($"the undisturbed run ended with {whole.ExitCode}");
            return 1;
        }
    }
    byte[] expected = File.ReadAllBytes(Path.Combine(undisturbed, "run.safetensors"));

    int killed = 0, runs = 0, resumed = 0;
    while (killed < kills || runs == 0)
    {
        string folder = Folder($"run{runs}");
        while (true)
        {
            bool wasThere = File.Exists(Path.Combine(folder, "run.ckpt")) || File.Exists(Path.Combine(folder, "run.ckpt.previous"));
            using Process process = Start(folder, killed < kills ? 4 : 0);

            // From its first step on: a run takes about a second, and is killed several times. One in eight dies before, at some moment of its start.
            bool early = random.Next(8) == 0;
            string? training = early ? null : process.StandardOutput.ReadLine();
            if (killed < kills && !process.WaitForExit(random.Next(1, 300)))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
                resumed += wasThere && training is not null ? 1 : 0;
                continue;
            }
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"run {runs} ended with {process.ExitCode} after {killed} kills, seed {seed}");
                return 1;
            }
            break;
        }
        if (!File.ReadAllBytes(Path.Combine(folder, "run.safetensors")).AsSpan().SequenceEqual(expected))
        {
            Console.Error.WriteLine($"run {runs} ended with other bits after {killed} kills, seed {seed}");
            return 1;
        }
        runs++;
    }
    Console.WriteLine($"{killed} killed, {resumed} of them while they went on from a checkpoint; {runs} runs ended with the bits of the undisturbed one");
    return 0;
}

string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

Process Start(string folder, int pause)
{
    ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
    if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
    {
        start.ArgumentList.Add(typeof(Victim).Assembly.Location);
    }
    foreach (string argument in new[] { "victim", folder, pause.ToString(CultureInfo.InvariantCulture) })
    {
        start.ArgumentList.Add(argument);
    }
    return Process.Start(start)!;
}
