using System.Diagnostics.Metrics;

namespace FlowerService;

/// <summary>Reads counters of the runtime, which dotnet-counters also shows, for the whole process.</summary>
internal sealed class RuntimeCounters : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _allocated;
    private long _collections;

    public RuntimeCounters()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "System.Runtime" && instrument.Name is "dotnet.gc.heap.total_allocated" or "dotnet.gc.collections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "dotnet.gc.collections")
            {
                _collections += value;   // one value for each generation
            }
            else
            {
                _allocated = value;
            }
        });
        _listener.Start();
    }

    /// <summary>Returns the bytes that were allocated, and the number of garbage collections, since the start of the process.</summary>
    public (long AllocatedBytes, long Collections) Read()
    {
        _collections = 0;
        _listener.RecordObservableInstruments();
        return (_allocated, _collections);
    }

    public void Dispose() => _listener.Dispose();
}
