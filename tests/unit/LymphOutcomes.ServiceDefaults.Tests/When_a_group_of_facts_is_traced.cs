using System.Diagnostics;
using LymphOutcomes.ServiceDefaults.Observing;
using OpenTelemetry.Trace;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_a_group_of_facts_is_traced : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == LymphTelemetry.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public When_a_group_of_facts_is_traced() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Facts_of_one_trace_are_dealt_with_in_that_trace()
    {
        using Activity? activity = LymphTelemetry.StartGroup("x", ActivityKind.Consumer, [Trace(1), null, Trace(1)]);

        Assert.Equal(Trace(1)[3..35], activity!.TraceId.ToHexString());
        Assert.Equal(Trace(1)[36..52], activity.ParentSpanId.ToHexString());
        Assert.Empty(activity.Links);
    }

    [Fact]
    public void Facts_of_several_traces_are_linked_once_each()
    {
        using Activity? activity = LymphTelemetry.StartGroup("x", ActivityKind.Consumer, [Trace(1), Trace(2), Trace(1)]);

        Assert.Equal(
            [Trace(1)[3..35], Trace(2)[3..35]], activity!.Links.Select(link => link.Context.TraceId.ToHexString()));
    }

    [Fact]
    public void No_more_than_128_are_linked()
    {
        using Activity? activity = LymphTelemetry.StartGroup(
            "x", ActivityKind.Producer, Enumerable.Range(1, 500).Select(number => (string?)Trace(number)));

        Assert.Equal(LymphTelemetry.LinksMax, activity!.Links.Count());
    }

    [Fact]
    public void What_is_no_trace_context_is_passed_over()
    {
        using Activity? activity = LymphTelemetry.StartGroup("x", ActivityKind.Consumer, ["nonsense", null, ""]);

        Assert.NotNull(activity);
        Assert.Empty(activity.Links);
    }

    [Fact]
    public void Within_the_same_trace_the_present_activity_stays_the_parent()
    {
        using Activity? consume = LymphTelemetry.StartGroup("outer", ActivityKind.Consumer, [Trace(1)]);
        using Activity? accept = LymphTelemetry.StartGroup("inner", ActivityKind.Consumer, [Trace(1)]);

        Assert.Equal(consume!.SpanId, accept!.ParentSpanId);
    }

    [Fact]
    public void Without_a_listener_nothing_is_started()
    {
        _listener.Dispose();

        Assert.Null(LymphTelemetry.StartGroup("x", ActivityKind.Consumer, [Trace(1)]));
    }

    [Fact]
    public void Addresses_and_texts_that_could_name_a_patient_are_taken_out()
    {
        using Activity? activity = LymphTelemetry.StartGroup("x", ActivityKind.Server, []);
        activity!.SetTag("url.query", "?identifier=mrn|4711").SetTag("url.path", "/v1/x").SetTag("http.route", "/v1/patients");
        activity.SetStatus(ActivityStatusCode.Error, "mrn|4711 cannot be read");
        using WithoutAddresses filter = new();

        filter.OnEnd(activity);

        Assert.Equal(["http.route"], activity.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, null), (activity.Status, activity.StatusDescription));
    }

    [Theory]
    [InlineData(ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Consumer, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    public void A_call_that_nobody_asked_for_begins_no_trace(ActivityKind kind, SamplingDecision decision) => Assert.Equal(
        decision, new WithoutLonelyCalls().ShouldSample(new(default, ActivityTraceId.CreateRandom(), "x", kind)).Decision);

    private static string Trace(int number) => $"00-{number:x32}-{number:x16}-01";
}
