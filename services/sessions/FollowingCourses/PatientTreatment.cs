using System.Collections.Immutable;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.FollowingCourses;

/// <summary>All that is on record of a patient's treatment: the fold of the whole stream, made when somebody asks. Pure.</summary>
/// <param name="Safety">What the patient is screened by, nothing left out.</param>
/// <param name="Facts">Every fact, in the order stored.</param>
public sealed record PatientTreatment(PatientSafety Safety, IReadOnlyList<KnownFact> Facts)
{
    /// <summary>Folds a stream.</summary>
    /// <param name="stream">The events of one patient, oldest first.</param>
    public static PatientTreatment Of(IEnumerable<StoredEvent> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PatientSafety safety = PatientSafety.Initial;
        ImmutableArray<KnownFact>.Builder facts = ImmutableArray.CreateBuilder<KnownFact>();
        foreach (StoredEvent stored in stream)
        {
            safety = PatientSafety.Evolve(safety, stored);
            if (stored.Data is SessionEvent fact)
                facts.Add(new(stored.Id, fact));
        }

        // Of merged patients the facts are copies.
        facts.AddRange(safety.Facts.Where(known => known.From is not null));
        return new(safety, facts.ToImmutable());
    }

    /// <inheritdoc cref="CurrentFacts.Of{TFact}(PatientSafety)"/>
    public IReadOnlyList<Counting<TFact>> Current<TFact>()
        where TFact : SessionEvent =>
        CurrentFacts.Of<TFact>(Facts);

    /// <inheritdoc cref="CurrentFacts.Versions{TFact}(PatientSafety)"/>
    public IReadOnlyList<Counting<TFact>> Versions<TFact>()
        where TFact : SessionEvent =>
        CurrentFacts.Versions<TFact>(Facts);
}

/// <summary>How others name a record of a patient.</summary>
public static class RecordName
{
    // Of 64 hexadecimal digits: enough to tell the records of one patient apart. Alerting cuts them as short.
    private const int Length = 16;

    /// <summary>The beginning of its key; courses are named by their first session, garments by themselves.</summary>
    public static string Of(SessionEvent fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Record.Key.Length <= Length ? fact.Record.Key : fact.Record.Key[..Length];
    }
}
