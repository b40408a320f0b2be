using Npgsql;

namespace LymphOutcomes.Bench.Driving;

/// <summary>What the tables say; every figure is checked against them.</summary>
/// <param name="database">As an administrator, who may see all schemas.</param>
/// <param name="time">Times the waits.</param>
internal sealed class Tables(NpgsqlDataSource database, TimeProvider time)
{
    private const string FactType = "limbs-measured.v1";

    /// <summary>The database itself.</summary>
    public NpgsqlDataSource Database => database;

    /// <summary>Last number in intake's log.</summary>
    public Task<long> IntakeHeadAsync(CancellationToken ct) =>
        NumberAsync("select coalesce(max(seq_id), 0) from intake.mt_events", ct);

    /// <summary>Last number in alerting's log.</summary>
    public Task<long> AlertingHeadAsync(CancellationToken ct) =>
        NumberAsync("select coalesce(max(seq_id), 0) from alerting.mt_events", ct);

    /// <summary>Events in intake's log after a number, counted one by one.</summary>
    public Task<long> StoredSinceAsync(long intakeSeq, CancellationToken ct) =>
        NumberAsync("select count(*) from intake.mt_events where seq_id > $1", ct, intakeSeq);

    /// <summary>Facts in alerting's log after a number.</summary>
    public Task<long> FactsSinceAsync(long alertingSeq, CancellationToken ct) =>
        NumberAsync($"select count(*) from alerting.mt_events where seq_id > $1 and type = '{FactType}'", ct, alertingSeq);

    /// <summary>Events of intake's log after a number that stand in alerting's too, matched by their ids.</summary>
    public Task<long> JudgedSinceAsync(long intakeSeq, CancellationToken ct) => NumberAsync(
        "select count(*) from intake.mt_events i join alerting.mt_events a on a.id = i.id where i.seq_id > $1", ct, intakeSeq);

    /// <summary>Everything in quarantine.</summary>
    public Task<long> QuarantinedAsync(CancellationToken ct) => NumberAsync("select count(*) from intake.quarantine", ct);

    /// <summary>How far intake's relay has come.</summary>
    public Task<long> RelayedAsync(CancellationToken ct) => NumberAsync(
        "select coalesce(max(last_seq_id), 0) from intake.mt_event_progression where name = 'intake-relay'", ct);

    /// <summary>Our ids of the hospital's patients.</summary>
    public async Task<Dictionary<string, Guid>> PatientsAsync(string group, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "select value, patient_id from intake.patient_identifiers where tenant = $1 and system = $2 and value like $3");
        command.Parameters.Add(new() { Value = BenchSettings.Tenant });
        command.Parameters.Add(new() { Value = Bodies.IdentifierSystem });
        command.Parameters.Add(new() { Value = group + "-%" });
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        Dictionary<string, Guid> patients = [];
        while (await rows.ReadAsync(ct))
            patients.Add(rows.GetString(0), rows.GetGuid(1));
        return patients;
    }

    /// <summary>Polls until a number is reached.</summary>
    /// <returns>The last number read, and the clock's timestamp just after it was.</returns>
    /// <exception cref="CountsDifferException">It was not reached in time.</exception>
    public async Task<(long Number, long At)> UntilAsync(
        string what, Func<Task<long>> read, long atLeast, TimeSpan every, TimeSpan atMost, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            long number = await read();
            long at = time.GetTimestamp();
            if (number >= atLeast)
                return (number, at);
            if (time.GetElapsedTime(start, at) > atMost)
                throw new CountsDifferException($"{what}: {number} of {atLeast} after {atMost.TotalSeconds:0} s");
            await Task.Delay(every, time, ct);
        }
    }

    /// <summary>Waits until all that intake stored after a number is judged.</summary>
    public async Task DrainAsync(long intakeSeq, TimeSpan atMost, CancellationToken ct)
    {
        long stored = await StoredSinceAsync(intakeSeq, ct);
        await UntilAsync(
            "judged", () => JudgedSinceAsync(intakeSeq, ct), stored, TimeSpan.FromMilliseconds(250), atMost, ct);
    }

    /// <summary>Runs SQL text of the bench's own.</summary>
    public async Task RunAsync(string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The one number a query gives.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken ct, params long[] parameters)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        foreach (long parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }
}

/// <summary>What came out is not what went in: the row has no figure.</summary>
/// <param name="words">What differs.</param>
internal sealed class CountsDifferException(string words) : Exception(words);
