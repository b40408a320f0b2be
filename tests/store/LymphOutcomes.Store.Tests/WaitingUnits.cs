using System.Diagnostics.Metrics;

namespace LymphOutcomes.Store.Tests;

/// <summary>Listens to what operators see of appends in the line.</summary>
internal sealed class WaitingUnits : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _waiting;

    public WaitingUnits()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "lymph.log.units_waiting")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, change, _, _) => Interlocked.Add(ref _waiting, change));
        _listener.Start();
    }

    /// <summary>Units that came and were not begun since this listens.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public void Dispose() => _listener.Dispose();
}
