using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using NnGen;

namespace FlowerService;

/// <summary>Sends requests to the running service from many clients at once, and compares each answer with a direct prediction.</summary>
internal sealed class LoadTest(string path, FlowerClassifier classifier, Uri address)
{
    private const int Clients = 64, Requests = 10_000, Passes = 1_000_000;
    private readonly Flower[] _flowers = [.. FlowerTraining.Draw(999, seed: 2).Select(static sample => sample.Flower)];
    private readonly Species[] _expected = new Species[999];
    private int _next;
    private int _wrong;

    /// <summary>Returns 0 if all answers were right and the forward passes allocated nothing, otherwise 1.</summary>
    public async Task<int> RunAsync()
    {
        FlowerNet net = FlowerTraining.LoadOrTrain(path);   // another instance than that of the service
        for (int i = 0; i < _flowers.Length; i++)
        {
            Prediction prediction = net.Predict(_flowers[i].ToArray());
            _expected[i] = new Species(prediction.ClassName, prediction.Probability);
        }

        using RuntimeCounters counters = new();
        HttpClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new HttpClient { BaseAddress = address })];
        await SendAsync(clients, Requests / 10);   // opens the connections and compiles what the requests run
        int wrong = _wrong;
        (long bytes, long collections) = counters.Read();
        long start = Stopwatch.GetTimestamp();
        await SendAsync(clients, Requests);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (long bytesAfter, long collectionsAfter) = counters.Read();
        wrong += _wrong;

        Print($"{Requests} requests from {Clients} clients in {seconds:F2} s: {Requests / seconds:F0} requests a second, {wrong} wrong answers");
        Print($"{classifier.Passes} forward passes allocated {classifier.AllocatedBytes} bytes");
        Print($"the process, which is service and clients: {(bytesAfter - bytes) / (double)Requests:F0} bytes a request, {collectionsAfter - collections} garbage collections");
        foreach (HttpClient client in clients)
        {
            client.Dispose();
        }
        // The counter counts the blocks of a few kilobytes that each thread takes from the heap, not single objects.
        long allocated = Allocated(counters);
        Print($"{Passes} forward passes without requests: the counter of the runtime rose by {allocated / 1024} kB, {allocated / (double)Passes:F2} bytes a pass");
        return wrong == 0 && classifier.AllocatedBytes == 0 && classifier.Passes >= Requests ? 0 : 1;
    }

    private async Task SendAsync(HttpClient[] clients, int requests)
    {
        (_next, _wrong) = (0, 0);
        await Task.WhenAll(clients.Select(async client =>
        {
            while (Interlocked.Increment(ref _next) is var number && number <= requests)
            {
                int flower = number % _flowers.Length;
                using HttpResponseMessage response = await client.PostAsJsonAsync("/species", _flowers[flower], JsonContext.Default.Flower);
                if (!response.IsSuccessStatusCode || await response.Content.ReadFromJsonAsync(JsonContext.Default.Species) != _expected[flower])
                {
                    Interlocked.Increment(ref _wrong);
                }
            }
        }));
    }

    private long Allocated(RuntimeCounters counters)
    {
        Workspace workspace = FlowerNet.CreateWorkspace(batchSize: 1);
        Span<float> probabilities = stackalloc float[FlowerNet.OutputLength];
        long before = counters.Read().AllocatedBytes;
        for (int i = 0; i < Passes; i++)
        {
            classifier.Forward(_flowers[i % _flowers.Length], probabilities, workspace);
        }
        return counters.Read().AllocatedBytes - before;
    }

    // Writes numbers with a decimal point, regardless of the culture.
    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
