using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.WearingCompression;

namespace LymphOutcomes.Sessions.DrawingTimelines;

/// <summary>Everything that bears on a patient's treatment, on one time axis. The same facts in any order give the same. Pure.</summary>
public static class Timeline
{
    private const string Lymphedema = "lymphedema";

    // A booking that says no length is drawn as long as most are (domain sheet 3.1).
    private static readonly TimeSpan UsualLength = TimeSpan.FromMinutes(60);

    /// <summary>Every item, by its beginning.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="treatment">What is on record.</param>
    public static IReadOnlyList<TimelineItem> Of(Guid patient, PatientTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        var record = SafetyOnRecord.Of(treatment.Safety);
        return
        [
            .. Given(treatment)
                .Concat(Told(treatment))
                .Concat(Garments(patient, treatment))
                .Concat(Conditions(record))
                .Concat(Restrictions(treatment))
                .Concat(Clearances(treatment))
                .OrderBy(item => item.From)
                .ThenBy(item => item.Kind, StringComparer.Ordinal)
                .ThenBy(item => item.Fact),
        ];
    }

    /// <summary>True when an item is not over before a window and begins before its end.</summary>
    public static bool Touches(TimelineItem item, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.From < to && (item.Until is not { } until || until > from || (until == item.From && until == from));
    }

    private static IEnumerable<TimelineItem> Given(PatientTreatment treatment) => treatment.Current<SessionRecorded>()
        .Select(given => new TimelineItem(
            "session",
            given.Fact.EffectiveTime,
            given.Fact.EffectiveTime.AddMinutes(given.Fact.Session.Minutes),
            given.Id,
            Areas: given.Fact.Session.Areas is { Count: > 0 } areas ? areas : null,
            GivenBy: given.Fact.Session.GivenBy,
            Purpose: given.Fact.Session.Purpose ?? Lymphedema))
        .Concat(HoldSessions.Planned(treatment.Safety).Select(plan => new TimelineItem(
            "plan",
            plan.Booking.Fact.Booking.StartsAt,
            plan.Booking.Fact.Booking.StartsAt
                + (plan.Booking.Fact.Booking.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : UsualLength),
            plan.Booking.Id,
            Areas: plan.Booking.Fact.Booking.Areas is { Count: > 0 } areas ? areas : null,
            GivenBy: plan.Booking.Fact.Booking.GivenBy,
            Purpose: plan.Booking.Fact.Booking.Purpose ?? Lymphedema)));

    private static IEnumerable<TimelineItem> Told(PatientTreatment treatment) => treatment.Current<SideEffectsRecorded>()
        .Select(told => At("side-effects", told) with
        {
            Effects = [.. told.Fact.Told.Effects.Select(effect => new TimelineEffect(effect.Effect, effect.Score))],
        })
        .Concat(treatment.Current<InstructionRecorded>()
            .Select(taught => At("instruction", taught) with { Areas = taught.Fact.Taught.Areas }))
        .Concat(treatment.Current<LimbsRecorded>().Select(sitting => At("measurement", sitting) with
        {
            What = sitting.Fact.Read.Site.ToWire(),
            Sizes =
            [
                .. from side in (Side[])[Side.Left, Side.Right]
                   let reading = sitting.Fact.Read.Of(side)
                   where reading is not null
                   select new LimbSize(side.ToWire(), LimbVolume.Ml(reading)),
            ],
        }));

    private static TimelineItem At<TFact>(string kind, Counting<TFact> counting)
        where TFact : SessionEvent =>
        new(kind, counting.Fact.EffectiveTime, counting.Fact.EffectiveTime, counting.Id);

    private static IEnumerable<TimelineItem> Garments(Guid patient, PatientTreatment treatment)
    {
        ILookup<string, Counting<GarmentRecorded>> facts =
            treatment.Current<GarmentRecorded>().ToLookup(given => RecordName.Of(given.Fact));
        foreach ((CompressionGarment garment, _) in Compression.Of(patient, treatment))
        {
            Counting<GarmentRecorded> fact = facts[garment.Id].First();
            TimeSpan offset = fact.Fact.EffectiveTime.Offset;
            yield return new(
                "garment",
                new(garment.FittedOn, TimeOnly.MinValue, offset),
                garment.ReplacedOn is { } replaced ? new DateTimeOffset(replaced, TimeOnly.MinValue, offset) : null,
                fact.Id,
                What: garment.Kind,
                Side: garment.Side);
        }
    }

    private static IEnumerable<TimelineItem> Conditions(SafetyOnRecord record) => record.ActiveTimes
        // One that was ended before it began never was.
        .Where(known => known.Active.Until is not { } until || until > known.Active.From)
        .Select(known => new TimelineItem(
            "condition", known.Active.From, known.Active.Until, known.Noted.Id, What: known.Active.Condition.ToWire()))
        .Concat(record.FeverTimes.Select(fever => new TimelineItem("fever", fever.From, fever.Until, fever.Reading.Id)));

    // Of one list the highest version whose time has come counts, until a higher one's does.
    private static IEnumerable<TimelineItem> Restrictions(PatientTreatment treatment)
    {
        foreach (IGrouping<(string, string), Counting<RestrictionRecorded>> list in treatment.Versions<RestrictionRecorded>()
            .GroupBy(version => CurrentFacts.RecordOf(version.Fact)))
        {
            DateTimeOffset[] moments = [.. list.Select(version => version.Fact.EffectiveTime).Distinct().Order()];
            List<(DateTimeOffset From, Counting<RestrictionRecorded> Version)> steps = [];
            foreach (DateTimeOffset moment in moments)
            {
                Counting<RestrictionRecorded> version = list.Last(one => one.Fact.EffectiveTime <= moment);
                if (steps is not [.., var before] || before.Version != version)
                    steps.Add((moment, version));
            }

            foreach (((DateTimeOffset from, Counting<RestrictionRecorded> version), int n) in steps.Select((step, n) => (step, n)))
            {
                if (version.Fact.Restricted is { Areas.Count: > 0 } restricted)
                {
                    yield return new(
                        "restriction",
                        from,
                        n + 1 < steps.Count ? steps[n + 1].From : null,
                        version.Id,
                        What: restricted.Reason,
                        Areas: restricted.Areas);
                }
            }
        }
    }

    private static IEnumerable<TimelineItem> Clearances(PatientTreatment treatment) => treatment.Current<MldClearanceRecorded>()
        .Select(cleared => new TimelineItem(
            "clearance",
            cleared.Fact.EffectiveTime,
            SafetyOnRecord.ClearanceOf(cleared.Fact).Until,
            cleared.Id,
            Conditions: cleared.Fact.Cleared.Conditions));
}
