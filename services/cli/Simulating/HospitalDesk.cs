using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>The hospital's interface engine for one patient: numbers records and deliveries, and remembers when it sends them.</summary>
/// <param name="settings">The hospital.</param>
/// <param name="number">The patient, from 1.</param>
public sealed class HospitalDesk(HospitalSettings settings, int number)
{
    // The last day is part of every id: the same seed on another day makes other dates, and an id must never be used
    // again for other content (intake would rightly park it as id-reused).
    private readonly string _prefix = $"S{settings.Seed}-{settings.End:yyyyMMdd}-{number:0000}";
    private readonly DateTimeOffset _latest = new DateTimeOffset(settings.End, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(-1);
    private readonly List<Delivery> _deliveries = [];

    /// <summary>The patient as this hospital names them.</summary>
    public string Subject { get; } = $"mrn|S{settings.Seed}-{number:0000}";

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    /// <summary>Sends one version of one record.</summary>
    /// <param name="type">A name of <see cref="FactTypes"/>.</param>
    /// <param name="record">Name of the record within the patient.</param>
    /// <param name="version">From 1.</param>
    /// <param name="at">Effective time. Nothing is sent for a time after the hospital's last day.</param>
    /// <param name="fact">Makes the fact around its record.</param>
    /// <param name="sentAt">When it is sent; null for at once. Never later than the last day.</param>
    public void Send<TFact>(
        string type,
        string record,
        int version,
        DateTimeOffset at,
        Func<SourceRecord, TFact> fact,
        DateTimeOffset? sentAt = null)
    {
        if (at > _latest)
            return;

        DateTimeOffset sent = Min(sentAt ?? at, _latest);
        var source = new SourceRecord($"{_prefix}-{record}", version, sent);
        string id = $"{_prefix}-{record}-{type}-v{version}";
        _deliveries.Add(new Delivery(sent, CloudEvent.Of(id, SyntheticHospital.Source, type, Subject, at, fact(source))));
    }

    /// <summary>Sends the last event once more, byte for byte.</summary>
    public void Repeat(DateTimeOffset sentAt) => _deliveries.Add(_deliveries[^1] with { SentAt = Min(sentAt, _latest) });

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one <= other ? one : other;
}
