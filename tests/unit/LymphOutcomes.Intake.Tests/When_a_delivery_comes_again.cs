using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_delivery_comes_again
{
    private static readonly NewEvent New = Given.Accepted(Given.LimbMeasuredWith(_ => { })).Event;

    [Fact]
    public void The_first_time_it_is_appended() =>
        Assert.Same(New, Assert.Single(Assert.IsType<Decision.Append>(Decide(knownHash: null, isKnown: false)).Events));

    [Fact]
    public void The_same_content_is_a_duplicate() =>
        Assert.IsType<Decision.Nothing>(Decide(New.Headers!.ContentHash, isKnown: true));

    [Fact]
    public void Other_content_under_the_same_id_is_refused() =>
        Assert.Equal(Reasons.IdReused, Assert.IsType<Decision.Reject>(Decide("another hash", isKnown: true)).Code);

    [Fact]
    public void The_refusal_names_nothing_of_the_patient() =>
        Assert.DoesNotContain("4711", Assert.IsType<Decision.Reject>(Decide("another hash", isKnown: true)).Why, StringComparison.Ordinal);

    private static Decision Decide(string? knownHash, bool isKnown)
    {
        Dictionary<Guid, KnownEvent> known = isKnown ? new() { [New.Id!.Value] = new(7, knownHash) } : [];
        StreamKey stream = StreamKey.OfPatient("st-anna", Given.Patient.Id);
        return RecordingFact.Decide(new(stream, NoState.Initial, Version: 1, known, Given.Now, LogSeq: 7), New);
    }
}
