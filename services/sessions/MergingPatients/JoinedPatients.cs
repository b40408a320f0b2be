using System.Collections.Immutable;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.MergingPatients;

/// <summary>
/// Folds what a stream holds of merges. Pure. Events of an earlier change than the latest heard of do nothing, so the order of their
/// arrival cannot show.
/// </summary>
public static class JoinedPatients
{
    extension(PatientSafety state)
    {
        /// <summary>True while the patient is screened with another.</summary>
        public bool IsAway => state.Belongs?.Into is not null;

        /// <summary>True while something of another patient is still on its way here.</summary>
        public bool IsJoining => state.Others?.Exists(other => other is { IsHere: true, IsWhole: false }) == true;

        /// <summary>What is known of a patient whose facts are or were here; null when they never were.</summary>
        public JoinedPatient? Joined(Guid patient) => state.Others?.Find(other => other.Patient == patient);

        /// <summary>The state after the patient went to another, or came back.</summary>
        public PatientSafety With(PatientBelongs belongs) => belongs.Change <= state.Belongs?.Change
            ? state
            // What is said of the sessions is said where they are screened.
            : state with
            {
                Belongs = new(belongs.Into, belongs.Change),
                Holds = belongs.Into is null ? state.Holds : [],
                Waits = belongs.Into is null ? state.Waits : null,
                Overrides = Answered(state, belongs.Overrides ?? []),
            };

        /// <summary>The state with one more fact of another patient.</summary>
        public PatientSafety With(FactJoined joined)
        {
            if (state.Joined(joined.From)?.Change > joined.Change)
                return state;
            PatientSafety here = Expecting(state, joined.From, joined.Change);
            PatientSafety with = here.With(joined.Id, joined.Fact);
            return with with { Facts = with.Facts.SetItem(with.Facts.Count - 1, with.Facts[^1] with { From = joined.From }) };
        }

        /// <summary>The state after news of intake's quarantine about another patient.</summary>
        public PatientSafety With(NewsJoined joined)
        {
            if (state.Joined(joined.From)?.Change > joined.Change)
                return state;
            PatientSafety here = Expecting(state, joined.From, joined.Change);
            JoinedPatient known = here.Joined(joined.From)!;
            WaitingFacts waiting = known.Waiting ?? WaitingFacts.None;
            if (joined.Waits is { } waits)
                waiting = waiting.With(waits);
            if (joined.Over is { } over)
                waiting = waiting.Without(over);
            return Knowing(here, known with { Waiting = waiting });
        }

        /// <summary>Facts of this patient, and of those merged into them, that wait in intake's quarantine.</summary>
        public IEnumerable<FactWaits> AllWaiting => (state.Others ?? []).Where(other => other.IsHere)
            .Select(other => other.Waiting)
            .Prepend(state.Waiting)
            .OfType<WaitingFacts>()
            .SelectMany(waiting => waiting.Items);

        /// <summary>The state with one more item of another patient that could not be read.</summary>
        public PatientSafety With(ItemJoined joined)
        {
            if (state.Joined(joined.From)?.Change > joined.Change)
                return state;
            PatientSafety here = Expecting(state, joined.From, joined.Change);
            return here.Unread.Exists(item => item.Item == joined.Item.Item) || here.Facts.Exists(fact => fact.Id == joined.Item.Item)
                ? here
                : here with { Unread = here.Unread.Add(joined.Item with { From = joined.From }) };
        }

        /// <summary>The state in which all of another patient is here.</summary>
        public PatientSafety With(PatientJoined joined)
        {
            if (state.Joined(joined.From)?.Change > joined.Change)
                return state;
            PatientSafety here = Expecting(state, joined.From, joined.Change);
            // News that overtook this are newer: of one receipt the latest attempt counts, whatever comes first.
            WaitingFacts waiting =
                joined.Waiting.Aggregate(here.Joined(joined.From)!.Waiting ?? WaitingFacts.None, (known, fact) => known.With(fact));
            return Knowing(here, new(joined.From, joined.Change, IsHere: true, IsWhole: true, waiting)) with
            {
                Overrides = Answered(here, joined.Overrides),
            };
        }

        /// <summary>The state without another patient.</summary>
        public PatientSafety With(PatientParted parted) => state.Joined(parted.From)?.Change >= parted.Change
            ? state
            : Knowing(Without(state, parted.From), new(parted.From, parted.Change, IsHere: false, IsWhole: false));

        /// <summary>What providers answered for, of the sessions of another patient that are here.</summary>
        public IReadOnlyList<HoldOverridden> OverridesOf(Guid patient)
        {
            HashSet<Guid> sessions = state.SessionsOf(patient);
            return [.. (state.Overrides ?? []).Where(answered => sessions.Contains(answered.Session))];
        }

        private HashSet<Guid> SessionsOf(Guid patient) =>
        [
            .. state.Facts.Where(known => known.From == patient).Select(known => SessionIds.Of(known.Fact)).OfType<Guid>(),
        ];
    }

    private static ImmutableList<HoldOverridden>? Answered(PatientSafety state, IReadOnlyList<HoldOverridden> more)
    {
        HashSet<ReasonRef> known = [.. more.Select(answered => answered.Why)];
        return more.Count == 0
            ? state.Overrides
            : (state.Overrides ?? []).RemoveAll(answered => known.Contains(answered.Why)).AddRange(more);
    }

    private static PatientSafety Expecting(PatientSafety state, Guid from, int change) =>
        state.Joined(from) is { IsHere: true } known && known.Change == change
            ? state
            : Knowing(Without(state, from), new(from, change, IsHere: true, IsWhole: false));

    private static PatientSafety Knowing(PatientSafety state, JoinedPatient joined) =>
        state with { Others = (state.Others ?? []).RemoveAll(other => other.Patient == joined.Patient).Add(joined) };

    private static PatientSafety Without(PatientSafety state, Guid patient)
    {
        if (state.Joined(patient) is not { IsHere: true })
            return state;
        HashSet<Guid> sessions = state.SessionsOf(patient);
        return state with
        {
            Facts = state.Facts.RemoveAll(known => known.From == patient),
            Unread = state.Unread.RemoveAll(item => item.From == patient),
            Overrides = state.Overrides?.RemoveAll(answered => sessions.Contains(answered.Session)),
        };
    }
}
