using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CorrectingSessions;

/// <summary>What was written down of a session was wrong: it is said anew, or taken back. The history keeps both. Pure.</summary>
public static class CorrectSession
{
    /// <summary>Code when another system said it: that system counts the versions of its records.</summary>
    public const string NotOurs = "of-another-system";

    /// <summary>Says anew what took place, whole.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session.</param>
    /// <param name="told">What took place; where it says nothing of beginning or length they stay as they were.</param>
    /// <param name="isStoppedEarly">It was broken off.</param>
    public static Decision Correct(StreamView<PatientSafety> view, SessionStep step, ToldOfSession told, bool isStoppedEarly)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(told);
        return step.On(view, life =>
        {
            if (life.Given is not { Fact: var before })
                return SessionStep.NotWhile(life);
            // What is given here has a plan, whoever made it.
            if (before.By is null)
                return new Decision.Reject(NotOurs, "Another system recorded it; it is corrected there.");
            DateTimeOffset at = told.StartedAt ?? before.EffectiveTime;
            if (at > view.Now)
                return new Decision.Reject(CompleteSession.Beginning, "It cannot have begun yet.");
            SessionGiven given = CompleteSession.Given(life.LastPlan!, told, told.Minutes ?? before.Session.Minutes, isStoppedEarly);
            return step.Append(view, CompleteSession.Recorded(step, life.GivenVersion + 1, at, given, life.LastPlan!.Areas));
        });
    }

    /// <summary>
    /// Takes back the last that was said here: what took place, else the start, else that it was called off, else the plan. A session
    /// whose plan still stands is planned again.
    /// </summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session.</param>
    public static Decision Retract(StreamView<PatientSafety> view, SessionStep step)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        return step.On(view, life =>
        {
            if (life.Stage == LifeStage.Retracted)
                return SessionStep.NotWhile(life);
            if (life.Given is { Fact.By: null })
                return Refuse();
            if (life.Given is not null || life.Start is not null)
                return TakeBack(OwnRecords.Source, OwnRecords.Given(step.Session), life.GivenVersion + 1);

            SessionEvent last = (SessionEvent?)life.Off?.Fact ?? life.Booking!.Fact;
            return last.By is null ? Refuse() : TakeBack(last.Source, last.Record.Key, last.Record.Version ?? 1);
        });

        Decision Refuse() => new Decision.Reject(NotOurs, "Another system said so; it is taken back there.");

        Decision TakeBack(string source, string key, int version) => step.Append(view, new RetractionRecorded(
            source, view.Now, new(key, version, null), SessionStep.HashOf(view.Now, key))
        {
            By = step.By,
        });
    }
}
