using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReadingFacts;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_an_envelope_is_read
{
    [Fact]
    public void A_complete_one_has_no_defect() => Assert.Null(DefectAfter(_ => { }));

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    [InlineData("subject")]
    [InlineData("time")]
    [InlineData("data")]
    public void Each_attribute_is_missed_by_its_name(string name)
    {
        Defect? defect = DefectAfter(e => e.Remove(name));
        Assert.Equal((Reasons.MissingAttribute, $"$.{name}"), (defect?.Reason, defect?.JsonPath));
    }

    [Theory]
    [InlineData("specversion", "0.3", Reasons.AttributeUnreadable)]
    [InlineData("id", "", Reasons.AttributeUnreadable)]
    [InlineData("type", "lymph.limb-measured.v2", Reasons.NotYetSupported)]
    [InlineData("type", "com.example.lab-result", Reasons.UnknownType)]
    [InlineData("type", "lymph.Limb.v1", Reasons.UnknownType)]
    [InlineData("subject", "4711", Reasons.SubjectUnreadable)]
    [InlineData("time", "2026-03-01T10:15:00", Reasons.TimeUnreadable)]
    [InlineData("time", "2026-02-30T10:15:00Z", Reasons.TimeUnreadable)]
    [InlineData("time", "yesterday", Reasons.TimeUnreadable)]
    [InlineData("time", "0001-01-01T00:00:00+14:00", Reasons.TimeUnreadable)]
    [InlineData("time", "0001-01-02T00:00:00Z", Reasons.TimeBeforeBirth)]
    [InlineData("time", "2026-03-02T12:05:01Z", Reasons.TimeInFuture)]
    [InlineData("time", "1970-04-30T23:00:00+01:00", Reasons.TimeBeforeBirth)]
    [InlineData("datacontenttype", "text/csv", Reasons.AttributeUnreadable)]
    [InlineData("data_base64", "AAAA", Reasons.AttributeUnreadable)]
    [InlineData("data", "text", Reasons.WrongType)]
    public void An_unusable_value_has_its_own_reason(string name, string value, string reason) =>
        Assert.Equal(reason, DefectAfter(e => e[name] = value)?.Reason);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, false)]
    public void History_that_is_loaded_says_so(bool? said, bool isBackfill)
    {
        JsonObject sent = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        sent["backfill"] = said;
        var stored = (IntakeEvent)Given.Accepted(Given.Delivered(sent)).Event.Data;
        Assert.Equal(isBackfill, stored.IsBackfill);
    }

    [Fact]
    public void And_in_no_other_words() =>
        Assert.Equal(
            (Reasons.AttributeUnreadable, "$.backfill"),
            DefectAfter(e => e["backfill"] = "yes") is { } defect ? (defect.Reason, defect.JsonPath) : default);

    [Theory]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public void A_number_where_text_belongs_is_a_defect(string name) =>
        Assert.Equal(Reasons.AttributeUnreadable, DefectAfter(e => e[name] = 7)?.Reason);

    [Theory]
    [InlineData("2026-03-02T12:05:00Z")]
    [InlineData("2026-03-01T10:15:00.1234567891-11:30")]
    public void A_time_with_an_offset_is_taken_up_to_five_minutes_ahead(string time) =>
        Assert.Null(DefectAfter(e => e["time"] = time));

    [Fact]
    public void The_senders_own_offset_is_kept() =>
        Assert.Equal(TimeSpan.FromHours(1), ((IntakeEvent)Given.Accepted(Measured(_ => { })).Event.Data).EffectiveTime.Offset);

    [Fact]
    public void An_unknown_type_is_told_before_a_missing_subject() =>
        Assert.Equal(Reasons.UnknownType, DefectAfter(e => { e["type"] = "org.other"; e.Remove("subject"); })?.Reason);

    [Fact]
    public void A_well_formed_trace_goes_before_that_of_the_request()
    {
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Assert.Equal(trace, Given.Accepted(Measured(e => e["traceparent"] = trace)).Event.Headers?.Traceparent);
        Assert.Null(Given.Accepted(Measured(e => e["traceparent"] = "DROP TABLE")).Event.Headers?.Traceparent);
    }

    [Fact]
    public void All_26_kinds_of_facts_are_taken() => Assert.Equal(26, FactKinds.Types.Count);

    [Fact]
    public void What_could_be_read_is_kept_beside_the_defect()
    {
        ReadDelivery read = ReadDelivery.Of(Measured(e => e["time"] = "noon"));
        Assert.Equal(("d-1", "urn:hospital:ehr", "4711"), (read.Event.Id, read.Event.Source, read.Event.Subject?.Value));
    }

    private static Defect? DefectAfter(Action<JsonObject> change) => Given.DefectOf(Measured(change));

    private static Delivery Measured(Action<JsonObject> change)
    {
        JsonObject @event = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        change(@event);
        return Given.Delivered(@event);
    }
}
