using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_an_entry_of_quarantine_is_settled(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    [OnPostgresFact]
    public async Task A_type_that_is_supported_now_is_stored_and_the_patient_waits_no_more()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("stored");

        Settlement.Done done = Assert.IsType<Settlement.Done>(await quarantine.ReplayAsync(entry.Id));

        Assert.Equal(("stored", "stored", patient), (done.Outcome, done.Receipt!.Status, done.Receipt.Patient));
        Assert.Equal(
            [
                new FactWasParked(entry.Receipt!.Value, "lymph.limb-measured.v1", Reasons.NotYetSupported, 0),
                new FactWasUnparked(entry.Receipt.Value, "stored", 1),
            ],
            await quarantine.NewsAsync(patient));
        QuarantineDetails after = await quarantine.FindAsync(entry.Id);
        Assert.Equal(("replayed", 1), (after.Entry.State, after.Entry.Attempts));
        QuarantineStep step = Assert.Single(after.Steps);
        Assert.Equal(
            ("ehr-1", "system", "replay", "the unit was added", "stored"), (step.Who, step.Role, step.Step, step.Why, step.Outcome));
    }

    [OnPostgresFact]
    public async Task It_is_settled_once_however_many_try()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("race");

        Settlement[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => quarantine.ReplayAsync(entry.Id)));

        Assert.Single(outcomes.OfType<Settlement.Done>());
        Assert.All(
            outcomes.OfType<Settlement.Refused>(), refused => Assert.Contains(refused.Code, new[] { "being-handled", "already-replayed" }));
        Assert.Single((await quarantine.FindAsync(entry.Id)).Steps);
        Assert.Equal(3, (await quarantine.Log.ReadStreamAsync(Stream(patient), default)).Count);
        Assert.Equal(
            "already-replayed", Assert.IsType<Settlement.Refused>(await quarantine.ReplayAsync(entry.Id)).Code);
    }

    [OnPostgresFact]
    public async Task One_that_fails_again_waits_on_with_the_new_reason()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) =
            await WaitingAsync("again", fact => fact["data"]!["site"] = "wing");

        Settlement.Done done = Assert.IsType<Settlement.Done>(await quarantine.ReplayAsync(entry.Id));
        await quarantine.ReplayAsync(entry.Id);

        Assert.Equal(("quarantined", Reasons.WordUnknown), (done.Outcome, done.Receipt!.Reason));
        QuarantineDetails after = await quarantine.FindAsync(entry.Id);
        Assert.Equal(("waiting", Reasons.WordUnknown, "$.data.site"), (after.Entry.State, after.Entry.Reason, after.Entry.JsonPath));
        Assert.Equal(["quarantined", "quarantined"], after.Steps.Select(step => step.Outcome));
        // Told once more, for the reason is another one; the second failure is no news.
        Assert.Equal(
            [Reasons.NotYetSupported, Reasons.WordUnknown],
            (await quarantine.NewsAsync(patient)).Cast<FactWasParked>().Select(news => news.Reason));
        // And the same delivery again is the same entry.
        await quarantine.ParkedByAnOlderProgramAsync(FactOf("again", fact => fact["data"]!["site"] = "wing"), patient);
        Assert.Single(await quarantine.ListAsync(new(Patient: patient)));
    }

    [OnPostgresFact]
    public async Task What_came_by_the_door_meanwhile_is_a_duplicate_and_settled()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("meanwhile");
        await quarantine.Receiver.ReceiveAsync(DirectoryOnPostgres.Tenant, [FactOf("meanwhile")], default);

        Settlement.Done done = Assert.IsType<Settlement.Done>(await quarantine.ReplayAsync(entry.Id));

        Assert.Equal("duplicate", done.Outcome);
        Assert.Equal("replayed", (await quarantine.FindAsync(entry.Id)).Entry.State);
        Assert.IsType<FactWasUnparked>((await quarantine.NewsAsync(patient))[^1]);
    }

    [OnPostgresFact]
    public async Task Discarded_the_bytes_go_and_their_hash_and_who_did_it_stay()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("gone");
        string hash = (await quarantine.FindAsync(entry.Id)).Sha256;

        Settlement.Done done = Assert.IsType<Settlement.Done>(await quarantine.DiscardAsync(entry.Id));

        QuarantineDetails after = await quarantine.FindAsync(entry.Id);
        Assert.Equal(("discarded", null, hash, entry.Bytes), (done.Outcome, after.Raw, after.Sha256, after.Entry.Bytes));
        Assert.Equal(("ehr-1", "sent by mistake"), (Assert.Single(after.Steps).Who, after.Steps[0].Why));
        Assert.Equal(new FactWasUnparked(entry.Receipt!.Value, "discarded", 1), (await quarantine.NewsAsync(patient))[^1]);
        Assert.Equal("already-discarded", Assert.IsType<Settlement.Refused>(await quarantine.ReplayAsync(entry.Id)).Code);
    }

    [OnPostgresFact]
    public async Task Discarded_and_sent_again_it_waits_again_with_its_bytes_and_can_be_settled_again()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("comes-back");
        await quarantine.DiscardAsync(entry.Id);

        foreach (int _ in Enumerable.Range(0, 2))
            await quarantine.ParkedByAnOlderProgramAsync(FactOf("comes-back"), patient);
        QuarantineDetails again = await quarantine.FindAsync(entry.Id);
        await quarantine.DiscardAsync(entry.Id);

        Assert.Equal("waiting", again.Entry.State);
        Assert.Equal(FactOf("comes-back").Raw.ToArray(), again.Raw);
        Assert.Equal(["discard", "arrived-again"], again.Steps.Select(step => step.Step));
        Guid receipt = entry.Receipt!.Value;
        Assert.Equal(
            [
                new FactWasParked(receipt, "lymph.limb-measured.v1", Reasons.NotYetSupported, 0),
                new FactWasUnparked(receipt, "discarded", 1),
                new FactWasParked(receipt, "lymph.limb-measured.v1", Reasons.NotYetSupported, 2),
                new FactWasUnparked(receipt, "discarded", 3),
            ],
            await quarantine.NewsAsync(patient));
        Assert.Equal("discarded", (await quarantine.FindAsync(entry.Id)).Entry.State);
    }

    [OnPostgresFact]
    public async Task What_was_taken_in_and_comes_again_is_no_news()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) = await WaitingAsync("repeat");
        await quarantine.ReplayAsync(entry.Id);

        await quarantine.ParkedByAnOlderProgramAsync(FactOf("repeat"), patient);

        Assert.Equal("replayed", (await quarantine.FindAsync(entry.Id)).Entry.State);
        Assert.Equal(2, (await quarantine.NewsAsync(patient)).Count);
    }

    [OnPostgresFact]
    public async Task A_caller_who_hangs_up_does_not_leave_it_told_and_not_settled()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, _) = await WaitingAsync("hangs-up");
        using CancellationTokenSource caller = new();
        QuarantineOnPostgres cut = new(directory, new HangsUp(quarantine.Log, caller));

        await cut.Settling.DiscardAsync(DirectoryOnPostgres.Tenant, entry.Id, QuarantineOnPostgres.Engineer, caller.Token);

        Assert.Equal("discarded", (await quarantine.FindAsync(entry.Id)).Entry.State);
    }

    [OnPostgresFact]
    public async Task One_that_may_have_been_told_as_settled_is_told_as_waiting_when_it_fails_again()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, Guid patient) =
            await WaitingAsync("unsure", fact => fact["data"]!["site"] = "wing");
        await quarantine.ReplayAsync(entry.Id);
        // Ended with the program after the telling.
        Claims claims = new(directory.Database, quarantine.Time);
        await claims.TakeAsync(DirectoryOnPostgres.Tenant, entry.Id, QuarantineOnPostgres.Engineer, "discard", default);
        await new ParkingNews(quarantine.Log, quarantine.Time).TellUnparkedAsync(
            DirectoryOnPostgres.Tenant, patient, entry.Receipt!.Value, "discarded", attempt: 2, default);
        quarantine.Time.Advance(TimeSpan.FromSeconds(61));

        await quarantine.ReplayAsync(entry.Id);

        Assert.Equal(3, Assert.IsType<FactWasParked>((await quarantine.NewsAsync(patient))[^1]).Attempt);
    }

    [OnPostgresFact]
    public async Task Another_hospital_does_not_find_it()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, _) = await WaitingAsync("wall");

        Assert.IsType<Settlement.Unknown>(await quarantine.ReplayAsync(entry.Id, "st-bernd"));
        Assert.Null(await quarantine.Table.FindAsync("st-bernd", entry.Id, default));
        Assert.Equal(("waiting", 0), ((await quarantine.FindAsync(entry.Id)).Entry.State, entry.Attempts));
    }

    [OnPostgresFact]
    public async Task Without_the_log_it_waits_as_before_and_can_be_tried_at_once()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, _) = await WaitingAsync("away");
        QuarantineOnPostgres broken = new(directory, new LogAway());

        await Assert.ThrowsAsync<LogUnavailableException>(() => broken.ReplayAsync(entry.Id));
        Assert.Equal("not-now", Assert.Single((await quarantine.FindAsync(entry.Id)).Steps).Outcome);

        Assert.IsType<Settlement.Done>(await quarantine.ReplayAsync(entry.Id));
    }

    [OnPostgresFact]
    public async Task One_who_died_over_it_leaves_it_to_the_next_after_a_minute()
    {
        (QuarantineOnPostgres quarantine, QuarantineEntry entry, _) = await WaitingAsync("died");
        Claims claims = new(directory.Database, quarantine.Time);
        Assert.NotNull(await claims.TakeAsync(DirectoryOnPostgres.Tenant, entry.Id, QuarantineOnPostgres.Engineer, "replay", default));

        Assert.Equal("being-handled", Assert.IsType<Settlement.Refused>(await quarantine.ReplayAsync(entry.Id)).Code);
        quarantine.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<Settlement.Done>(await quarantine.ReplayAsync(entry.Id));

        // The attempt that ended with its program is seen.
        Assert.Equal(["begun", "stored"], (await quarantine.FindAsync(entry.Id)).Steps.Select(step => step.Outcome));
    }

    [OnPostgresFact]
    public async Task At_the_door_a_defect_of_a_known_patient_is_told_once()
    {
        await directory.MakeAsync();
        QuarantineOnPostgres quarantine = new(directory);
        Delivery bad = FactOf("door", fact => fact["type"] = "lymph.weight-guessed.v1");
        foreach (int _ in Enumerable.Range(0, 3))
            await quarantine.Receiver.ReceiveAsync(DirectoryOnPostgres.Tenant, [bad], default);

        Guid patient = (await directory.PatientAsync("door")).Id;
        FactWasParked news = Assert.IsType<FactWasParked>(Assert.Single(await quarantine.NewsAsync(patient)));
        Assert.Equal(("lymph.weight-guessed.v1", Reasons.NotYetSupported, 0), (news.Type, news.Reason, news.Attempt));
        Assert.Equal(news.Receipt, Assert.Single(await quarantine.ListAsync(new(Patient: patient))).Receipt);
    }

    [OnPostgresFact]
    public async Task A_type_that_is_none_of_ours_does_not_get_into_the_log()
    {
        await directory.MakeAsync();
        QuarantineOnPostgres quarantine = new(directory);
        await quarantine.Receiver.ReceiveAsync(
            DirectoryOnPostgres.Tenant, [FactOf("free-text", fact => fact["type"] = "Ada Example, room 7")], default);

        Guid patient = (await directory.PatientAsync("free-text")).Id;
        Assert.Null(Assert.IsType<FactWasParked>(Assert.Single(await quarantine.NewsAsync(patient))).Type);
    }

    private static StreamKey Stream(Guid patient) => StreamKey.OfPatient(DirectoryOnPostgres.Tenant, patient);

    private static Delivery FactOf(string mrn, Action<JsonObject>? change = null)
    {
        JsonObject fact = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        fact["id"] = $"d-{mrn}";
        fact["subject"] = $"mrn|{mrn}";
        change?.Invoke(fact);
        return Given.Delivered(fact);
    }

    private async Task<(QuarantineOnPostgres Quarantine, QuarantineEntry Entry, Guid Patient)> WaitingAsync(
        string mrn, Action<JsonObject>? change = null)
    {
        await directory.MakeAsync();
        QuarantineOnPostgres quarantine = new(directory);
        Guid patient = (await directory.PatientAsync(mrn)).Id;
        return (quarantine, await quarantine.ParkedByAnOlderProgramAsync(FactOf(mrn, change), patient), patient);
    }

    private sealed class HangsUp(IEventStore<NoState> log, CancellationTokenSource caller) : IEventStore<NoState>
    {
        public async Task<AppendOutcome> AppendAsync(AppendUnit<NoState> unit, CancellationToken ct)
        {
            AppendOutcome outcome = await log.AppendAsync(unit, ct);
            await caller.CancelAsync();
            return outcome;
        }

        public Task<StreamView<NoState>> LoadAsync(StreamKey stream, CancellationToken ct) => log.LoadAsync(stream, ct);

        public Task<StreamView<NoState>> LoadWholeAsync(StreamKey stream, CancellationToken ct) => log.LoadWholeAsync(stream, ct);
    }

    private sealed class LogAway : IEventStore<NoState>
    {
        public Task<AppendOutcome> AppendAsync(AppendUnit<NoState> unit, CancellationToken ct) =>
            throw new LogUnavailableException("away");

        public Task<StreamView<NoState>> LoadAsync(StreamKey stream, CancellationToken ct) =>
            throw new LogUnavailableException("away");

        public Task<StreamView<NoState>> LoadWholeAsync(StreamKey stream, CancellationToken ct) =>
            throw new LogUnavailableException("away");
    }
}
