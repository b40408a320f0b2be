using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.AwaitingClearance;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

/// <summary>A planned session on hold waits for a provider, and not for ever.</summary>
public sealed class When_nobody_clears_a_session
{
    private static readonly TimeSpan Within = TimeSpan.FromHours(72);

    private readonly Clinic _clinic = new();

    [Fact]
    public async Task It_is_said_once_when_the_time_is_over_and_not_before()
    {
        Guid session = await HeldAsync();
        DateTimeOffset since = _clinic.Now;
        _clinic.Pass(Within - TimeSpan.FromSeconds(1));
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(session));
        _clinic.Pass(TimeSpan.FromSeconds(1));

        HoldOverdue said = Assert.IsType<HoldOverdue>(
            Assert.Single(Assert.IsType<AppendOutcome.Appended>(await LookAsync(session)).Events).Data);

        Assert.Equal((session, since, "heart-disease"), (said.Session, said.HeldSince, Assert.Single(said.Reasons).Condition));
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(session));
        Assert.Equal(since + Within, Assert.Single((await _clinic.StateAsync()).Waits!).OverdueSince);
    }

    [Fact]
    public async Task Another_reason_does_not_begin_the_wait_anew()
    {
        Guid session = await HeldAsync();
        _clinic.Pass(Within);

        await _clinic.HearAsync(Has("dvt", _clinic.Now, "c-2"));

        Assert.IsType<AppendOutcome.Appended>(await LookAsync(session));
    }

    [Fact]
    public async Task A_session_that_was_cleared_overridden_or_called_off_waits_for_nothing()
    {
        Guid cleared = await HeldAsync();
        await _clinic.HearAsync(ClearedFor(["heart-disease"], _clinic.Now));
        _clinic.Pass(Within);
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(cleared));

        await _clinic.HearAsync(Has("kidney-failure", _clinic.Now, "c-3"));
        await _clinic.OverrideAsync(cleared);
        _clinic.Pass(Within);
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(cleared));

        Guid off = await _clinic.PlanAsync(_clinic.Now.AddDays(30));
        await _clinic.CallOffAsync(off);
        _clinic.Pass(Within);
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(off));
        Assert.Empty((await _clinic.StateAsync()).Waits!);
    }

    [Fact]
    public async Task A_hold_that_comes_back_waits_from_then_on()
    {
        Guid session = await HeldAsync();
        await _clinic.HearAsync(ClearedFor(["heart-disease"], _clinic.Now));
        _clinic.Pass(TimeSpan.FromHours(48));
        await _clinic.HearAsync(Has("dvt", _clinic.Now, "c-2"));
        _clinic.Pass(TimeSpan.FromHours(71));

        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(session));
        _clinic.Pass(TimeSpan.FromHours(1));
        Assert.IsType<AppendOutcome.Appended>(await LookAsync(session));
    }

    [Fact]
    public async Task One_whose_time_is_over_or_that_only_leaves_areas_out_is_not_meant()
    {
        Guid past = await HeldAsync(_clinic.Now.AddHours(71));
        await _clinic.HearAsync(Restricted(On(3), ["chest"]), ClearedFor(["heart-disease"], On(3)));
        Guid restricted = await _clinic.PlanAsync(_clinic.Now.AddDays(30), areas: ["chest"]);
        _clinic.Pass(Within);

        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(past));
        Assert.IsType<AppendOutcome.Unchanged>(await LookAsync(restricted));
    }

    private async Task<Guid> HeldAsync(DateTimeOffset? startsAt = null)
    {
        await _clinic.HearAsync(Has("heart-disease", On(3)));
        return await _clinic.PlanAsync(startsAt ?? _clinic.Now.AddDays(30));
    }

    private Task<AppendOutcome> LookAsync(Guid session) =>
        _clinic.StepAsync(session, (view, _) => ClearanceDeadline.Decide(view, session, Within));
}
