using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.MergingPatients;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>May a session go ahead? The same facts give the same answer, whatever order they came in. Pure.</summary>
/// <remarks>
/// Source: the eight contraindications and the areas of the seed page; grading and fever rule: domain sheet 3.3 [choice]. Choices here:
/// what is stale or missing altogether is unknown whatever else is on record (a condition may have been cleared since, or another
/// found), with the known reasons beside; what could not be read makes unknown what would otherwise be allowed.
/// </remarks>
public static class SafetyScreen
{
    private static readonly string[] Groin = ["groin-left", "groin-right"];

    /// <summary>Screens a session of a patient.</summary>
    /// <param name="state">What is known of the patient.</param>
    /// <param name="areas">Areas to be treated; null when not said, then every restricted area is named.</param>
    /// <param name="startsAt">When it starts; conditions count that are active then, as far as known.</param>
    /// <param name="consent">What the patient said to having the groin treated.</param>
    /// <param name="now">The present.</param>
    /// <param name="freshness">Up to when the hospitals' facts are known.</param>
    public static ScreenAnswer Of(
        PatientSafety state,
        IReadOnlyList<string>? areas,
        DateTimeOffset startsAt,
        GroinConsent consent,
        DateTimeOffset now,
        IntakeFreshness freshness)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(freshness);
        List<ScreenReason> reasons = [];
        if (!state.IsKnown)
            reasons.Add(new(ReasonCodes.NoFacts, "Any fact of this patient from the hospital."));
        if (freshness.IsStale(now))
            reasons.Add(new(ReasonCodes.Stale, "News from intake, or its word that there is none.", Since: freshness.HeardUpTo));
        if (state.IsAway || state.IsJoining)
            reasons.Add(new(ReasonCodes.Merging, "A screen of the patient who goes on, with all that is on record of both."));
        bool isBlind = reasons.Count > 0;
        reasons.AddRange(Against(SafetyOnRecord.Of(state), areas, startsAt, consent));
        reasons.AddRange(Unread(state));
        return isBlind ? Answer(ScreenVerdict.Unknown, reasons) : Answer(VerdictOf(reasons), reasons);
    }

    /// <summary>Screens a plan by the facts in the log: they are as fresh as the log is.</summary>
    public static ScreenAnswer OfPlan(SafetyOnRecord record, IReadOnlyList<string>? areas, DateTimeOffset startsAt)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<ScreenReason> reasons = [.. Against(record, areas, startsAt, GroinConsent.AskedAtStart), .. Unread(record.State)];
        return Answer(VerdictOf(reasons), reasons);
    }

    /// <summary>Screens a session that was given, by what is known today. Where the areas treated were not said, none is held against it.
    /// </summary>
    public static ScreenAnswer OfGiven(SafetyOnRecord record, Counting<SessionRecorded> given, GroinConsent consent)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(given);
        List<ScreenReason> reasons =
        [
            .. Against(record, given.Fact.Session.Areas, given.Fact.EffectiveTime, consent)
                // That nobody agreed follows from what was told of the session itself.
                .Select(reason => reason.Code == ReasonCodes.Consent
                    ? reason with { Since = given.Fact.EffectiveTime, Fact = given.Id, Source = given.Fact.Source }
                    : reason),
        ];
        return Answer(VerdictOf(reasons), reasons);
    }

    private static ScreenVerdict VerdictOf(List<ScreenReason> reasons)
    {
        if (reasons.Exists(reason => reason.Code is ReasonCodes.Condition or ReasonCodes.Temperature))
            return ScreenVerdict.Hold;
        if (reasons.Exists(reason => reason.Code is ReasonCodes.Unreadable or ReasonCodes.Waiting))
            return ScreenVerdict.Unknown;
        return reasons.Count > 0 ? ScreenVerdict.Restricted : ScreenVerdict.MayTreat;
    }

    private static ScreenAnswer Answer(ScreenVerdict verdict, List<ScreenReason> reasons) => new(
        verdict,
        [.. reasons.SelectMany(reason => reason.Areas ?? []).Distinct().Order(StringComparer.Ordinal)],
        reasons);

    private static IEnumerable<ScreenReason> Against(
        SafetyOnRecord record, IReadOnlyList<string>? areas, DateTimeOffset at, GroinConsent consent)
    {
        foreach ((Contraindication condition, DateTimeOffset since, Counting<ConditionRecorded> noted) in record.ConditionsAt(at))
        {
            yield return new(
                ReasonCodes.Condition, LiftedBy(condition), condition.ToWire(), Since: since, Fact: noted.Id, Source: noted.Fact.Source);
        }

        if (record.FeverAt(at) is { Since: var began, Reading: var reading })
        {
            yield return new(
                ReasonCodes.Temperature,
                $"A temperature below {FeverHold.FromCelsius:0.0} Cel for {FeverHold.FreeHours} hours, "
                    + "or a provider says that the fever is over.",
                Contraindication.Fever.ToWire(),
                Since: began,
                Fact: reading.Id,
                Source: reading.Fact.Source);
        }

        foreach ((IReadOnlyList<string> touched, Counting<RestrictionRecorded> restriction) in record.AreasAt(at, areas))
        {
            yield return new(
                ReasonCodes.Area,
                "Leaving these areas out, or a later version of the restriction without them.",
                Areas: touched,
                Since: restriction.Fact.EffectiveTime,
                Fact: restriction.Id,
                Source: restriction.Fact.Source);
        }

        List<string> groin = [.. Groin.Where(side => areas?.Contains(side) == true)];
        if (groin.Count > 0 && consent is not (GroinConsent.Yes or GroinConsent.AskedAtStart))
            yield return new(ReasonCodes.Consent, "The patient's consent, or leaving the groin out.", Areas: groin);
    }

    private static IEnumerable<ScreenReason> Unread(PatientSafety state) => state.Unread
        .OrderBy(item => item.Item)
        .Select(item => new ScreenReason(
            ReasonCodes.Unreadable,
            $"A later version of this program that can read this {item.Type}.",
            Since: item.Since,
            Fact: item.Item))
        .Concat(state.AllWaiting
            .OrderBy(item => item.Receipt)
            .Select(item => new ScreenReason(
                ReasonCodes.Waiting,
                $"Somebody sees to this {item.Type} in intake's quarantine: it is replayed, or discarded.",
                Since: item.Since,
                Fact: item.Receipt)));

    private static string LiftedBy(Contraindication condition) => condition switch
    {
        Contraindication.Fever => "A provider says that it is over, or 48 hours below 38.0 Cel are recorded as its end.",
        _ when Contraindications.GroupOf(condition) == HoldGroup.UntilCleared =>
            "A provider clears the patient for drainage in spite of it.",
        _ => "A provider says that it is over.",
    };
}
