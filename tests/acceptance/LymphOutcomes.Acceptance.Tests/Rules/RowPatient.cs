using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>The patient of one row: turns its facts into deliveries of the hospital.</summary>
public sealed class RowPatient
{
    private readonly string _number;
    private readonly DateTimeOffset _now;
    private int _sent;
    private RowFact _writing = null!;

    /// <param name="now">The moment the table is played.</param>
    public RowPatient(DateTimeOffset now)
    {
        _number = $"R-{Guid.CreateVersion7(now):n}";
        // On a clock that shows about noon, so that no midnight comes between the rows and the programs: several rules count days.
        _now = now.ToOffset(TimeSpan.FromHours(12 - now.UtcDateTime.Hour));
    }

    /// <summary>The record of the fact that is being written.</summary>
    public SourceRecord Record => new(IdOf(_writing.Record ?? $"{_sent}"), _writing.Version);

    /// <summary>The hospital's id of a record of this row.</summary>
    public string IdOf(string record) => $"{_number}-{record}";

    /// <summary>A moment.</summary>
    public DateTimeOffset At(double daysAgo) => _now.AddDays(-daysAgo);

    /// <summary>A day of the patient's calendar.</summary>
    public DateOnly Day(double daysAgo) => DateOnly.FromDateTime(At(daysAgo).DateTime);

    /// <summary>The fact as the hospital sends it.</summary>
    public Delivery Write(RowFact fact)
    {
        _sent++;
        _writing = fact;
        return new($"{_number}-{_sent}", $"lymph.{fact.Type}.v1", $"mrn|{_number}", At(fact.DaysAgo), fact.Data(this));
    }
}
