using System.Text.Json;
using LymphOutcomes.Cli.Diagnosing;
using LymphOutcomes.Cli.Rebuilding;
using LymphOutcomes.ServiceDefaults.Messaging;

namespace LymphOutcomes.Cli.Tests;

public sealed class When_the_doctor_has_looked
{
    private const string Queue = "lymph.alerting.intake-facts";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Diagnosis Well = new(
        Now,
        [new("PostgreSQL", "15.18"), new("RabbitMQ", "3.10.8")],
        [new("alerting", "Healthy", "")],
        [new(Queue, QueueUse.Read, 100, 0, 1), new("lymph.dead", QueueUse.Dead, 100, 0, 0), new("kept", QueueUse.Kept, 100, 100, 0)],
        [new("intake", "intake-relay", IsRelay: true, 7, 7, null)],
        [Row()]);

    [Fact]
    public void A_healthy_system_has_no_finding_and_exit_code_0()
    {
        Assert.Empty(Findings.Of(Well));
        Assert.Equal(0, DoctorReport.ExitCodeOf(Well, []));
        Assert.EndsWith($"All is well.{Environment.NewLine}", DoctorReport.Write(Well, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_that_takes_nothing_is_named_with_since_when_and_what_was_given_up()
    {
        Diagnosis seen = Well with { Notifications = [new("demo", "ward", Failed: 2, Waiting: 3, Now.AddHours(-2))] };

        Assert.Equal(
            [
                "ward of demo does not take its notifications: 3 are tried again and again, the oldest for 2 h 0 min.",
                "2 notifications to ward of demo were given up in the last seven days.",
            ],
            Findings.Of(seen).Select(finding => finding.What));
    }

    [Fact]
    public void A_late_relay_is_named_with_how_late()
    {
        Diagnosis seen = Well with { Readers = [Reader(position: 5, head: 17, waitingMinutes: 3)] };

        Assert.Equal("intake-relay is late: 12 behind, the oldest for 3 min.", Only(seen).What);
        Assert.Equal(1, DoctorReport.ExitCodeOf(seen, Findings.Of(seen)));
    }

    [Fact]
    public void A_relay_that_is_just_at_work_is_well() =>
        Assert.Empty(Findings.Of(Well with { Readers = [Reader(position: 5, head: 17, waitingMinutes: 1)] }));

    [Fact]
    public void A_reader_this_build_does_not_know_is_shown_and_not_complained_about() => Assert.Empty(
        Findings.Of(Well with { Readers = [Reader(5, 17, 60) with { IsRelay = false }] }));

    [Fact]
    public void A_position_ahead_of_its_log_is_named_with_both_numbers() => Assert.StartsWith(
        "intake-relay stands at 20, but the log intake ends at 17:",
        Only(Well with { Readers = [Reader(20, 17, null)] }).What,
        StringComparison.Ordinal);

    [Fact]
    public void A_relay_that_is_refused_is_named_once_with_the_command_that_releases_it()
    {
        Diagnosis seen = Well with
        {
            Readers = [Reader(20, 17, null)],
            Refused = [new("intake", "intake-relay", 20, 17, Now)],
        };

        Assert.StartsWith("intake-relay is refused since 2026-03-02 09:00:00Z: it stood at 20", Only(seen).What, StringComparison.Ordinal);
        Assert.StartsWith("deploy/lymph release intake-relay --since", Only(seen).Do, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_in_quarantine_is_shown_and_only_what_a_queue_gave_up_is_wrong()
    {
        QuarantineSeen hospital = new("demo", "http", "", "not-yet-supported", 12, Now.AddHours(-3));
        QuarantineSeen dead = new("-", "dead", Queue, "given-up", 2, Now.AddMinutes(-5));

        Assert.Empty(Findings.Of(Well with { Quarantine = [hospital] }));
        Assert.Contains("not-yet-supported", DoctorReport.Write(Well with { Quarantine = [hospital] }, []), StringComparison.Ordinal);
        Assert.Equal(
            $"2 messages that were given up wait in quarantine, out of {Queue}.", Only(Well with { Quarantine = [hospital, dead] }).What);
    }

    [Fact]
    public void A_rebuild_that_comes_on_is_shown_and_not_complained_about()
    {
        Diagnosis seen = Well with { Views = [View() with { Phase = "follow", Events = 40, MovedAt = Now.AddSeconds(-5) }] };

        Assert.Empty(Findings.Of(seen));
        Assert.Contains("being built anew, 40 of 100", DoctorReport.Write(seen, []), StringComparison.Ordinal);
        Assert.Contains("\"view\":\"alerts\"", DoctorReport.WriteJson(seen, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rebuild_that_waits_for_its_place_is_named_though_it_follows_the_log() => Assert.Contains(
        "(waits for alerts, which a long read or a dump holds)",
        Only(Well with
        {
            Views =
            [
                View() with
                {
                    Phase = "follow", Events = 40, MovedAt = Now.AddSeconds(-5),
                    Failure = "waits for alerts, which a long read or a dump holds",
                },
            ],
        }).What,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("asked")]
    [InlineData("scan")]
    public void A_rebuild_that_stands_still_is_named_with_where(string phase) => Assert.StartsWith(
        "The rebuild of alerting's alerts stands still at 40 of 100 events (SQLSTATE 53100).",
        Only(Well with
        {
            Views =
            [
                View() with
                {
                    Phase = phase, Events = 40, AskedAt = Now.AddMinutes(-3), MovedAt = Now.AddMinutes(-3), Failure = "SQLSTATE 53100",
                },
            ],
        }).What,
        StringComparison.Ordinal);

    [Fact]
    public void Events_a_view_could_not_use_are_counted() => Assert.Equal(
        "2 events of alerting's log could not be used for the view alerts.",
        Only(Well with { Views = [View() with { Skipped = 2 }] }).What);

    private static RebuildSeen View() => new("alerting", "alerts", "idle", 100, 100, 0, null, null, null, null);

    [Fact]
    public void A_queue_that_nobody_reads_is_named_with_the_program_to_start()
    {
        Finding finding = Only(Well with { Queues = [new(Queue, QueueUse.Read, 100, 4, 0)] });

        Assert.Equal(
            ($"Nobody reads {Queue}; 4 messages wait in it.", "deploy/run.sh --start alerting"), (finding.What, finding.Do));
    }

    [Theory]
    [InlineData(QueueUse.Read, null, "The broker has no queue")]
    [InlineData(QueueUse.Read, 81L, "holds 81 of at most 100")]
    [InlineData(QueueUse.Dead, 1L, "1 messages were given up")]
    public void Each_other_trouble_of_a_queue_is_named(QueueUse use, long? messages, string words) => Assert.Contains(
        words, Only(Well with { Queues = [new("q", use, 100, messages, messages is null ? null : 1)] }).What, StringComparison.Ordinal);

    [Fact]
    public void Absent_facts_whose_queue_is_empty_are_a_gap_and_named()
    {
        Finding finding = Only(Well with { Audit = [Row(absent: 1)] });

        Assert.StartsWith(
            "1 facts of demo are in intake's log, were relayed, and are not in alerting's", finding.What, StringComparison.Ordinal);
        Assert.Contains($"{Guid.Empty} (number 6)", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_facts_whose_queue_is_not_empty_may_be_in_it() => Assert.Contains(
        "alerting is 3 facts of demo behind intake, the oldest stored 10 min ago.",
        Findings.Of(Well with { Queues = [new(Queue, QueueUse.Read, 100, 1, 1)], Audit = [Row(absent: 3)] })
            .Select(finding => finding.What));

    [Fact]
    public void Absent_facts_that_become_fewer_while_one_looks_are_on_their_way() => Assert.StartsWith(
        "alerting is 3 facts", Only(Well with { Audit = [Row(absent: 3) with { IsShrinking = true }] }).What, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_cannot_be_asked_makes_the_look_incomplete()
    {
        Diagnosis seen = Well with { Servers = [new("PostgreSQL", null, "refused."), new("RabbitMQ", "3.10.8")], Readers = [], Audit = [] };

        Assert.Equal(2, DoctorReport.ExitCodeOf(seen, Findings.Of(seen)));
        Assert.Equal("PostgreSQL could not be asked: refused.", Only(seen).What);
    }

    [Fact]
    public void A_program_that_is_away_or_unwell_is_named()
    {
        Diagnosis seen = Well with { Programs = [new("intake", null, "nothing answers."), new("alerting", "Degraded", "relays: late")] };

        Assert.Equal(
            ["intake does not answer: nothing answers.", "alerting says it is Degraded (relays: late)."],
            Findings.Of(seen).Select(finding => finding.What));
    }

    [Fact]
    public void As_json_it_is_one_object_on_one_line()
    {
        Diagnosis seen = Well with { Audit = [Row(absent: 1)] };
        string line = DoctorReport.WriteJson(seen, Findings.Of(seen));

        using var json = JsonDocument.Parse(line);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(1, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("audit")[0].GetProperty("absent").GetInt64());
        Assert.Equal("read", json.RootElement.GetProperty("queues")[0].GetProperty("use").GetString());
    }

    [Theory]
    [InlineData("{\"status\":\"Degraded\",\"checks\":{\"log\":\"Healthy\"}}", true, "Degraded", "log: Healthy")]
    [InlineData("Healthy", true, "Healthy", "Healthy")]
    [InlineData("<html>", false, "Unhealthy", "<html>")]
    [InlineData("{\"status\":7}", true, "Healthy", "{\"status\":7}")]
    public void A_programs_answer_is_understood_in_either_form(string body, bool isReady, string health, string detail) =>
        Assert.Equal(new ProgramSeen("x", health, detail), ProgramsProbe.Read("x", isReady, body));

    [Theory]
    [InlineData(-5, "under 1 s")]
    [InlineData(45, "45 s")]
    [InlineData(180, "3 min")]
    [InlineData(7_800, "2 h 10 min")]
    [InlineData(273_600, "3 d 4 h")]
    public void A_span_is_said_in_the_units_that_matter(int seconds, string words) =>
        Assert.Equal(words, LagWords.Say(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Every_queue_of_the_audit_is_in_the_topology() => Assert.All(
        AuditStep.All, step => Assert.Contains(step.Queue, BrokerTopology.Current.Queues.Select(queue => queue.Name)));

    [Fact]
    public void Both_forms_of_an_address_are_read()
    {
        var uri = PostgresAddress.Read("postgresql://ad%40min:p%3Aw@db:5433/lymph");
        var own = PostgresAddress.Read("Host=db;Port=5433;Database=lymph;Username=ad@min;Password=p:w");

        Assert.Equal(
            (own.Host, own.Port, own.Database, own.Username, own.Password), (uri.Host, uri.Port, uri.Database, uri.Username, uri.Password));
        Assert.Throws<ArgumentException>(() => PostgresAddress.Read("secret"));
    }

    private static Finding Only(Diagnosis seen) => Assert.Single(Findings.Of(seen));

    private static ReaderSeen Reader(long position, long head, int? waitingMinutes) => new(
        "intake", "intake-relay", IsRelay: true, position, head, waitingMinutes is { } minutes ? Now.AddMinutes(-minutes) : null);

    private static StepSeen Row(long absent = 0) => new(
        AuditStep.All[0],
        "demo",
        Stored: 7,
        Relayed: 7,
        Arrived: 7 - absent,
        Parked: 0,
        absent,
        absent == 0 ? null : Now.AddMinutes(-10),
        absent == 0 ? [] : [new(6, Guid.Empty)]);
}
