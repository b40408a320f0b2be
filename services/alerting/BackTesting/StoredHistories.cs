using System.Runtime.CompilerServices;
using LymphOutcomes.Alerting.PicturingPatients;
using Npgsql;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Reads the facts of many patients out of alerting's log, patient by patient. Reads only.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class StoredHistories(NpgsqlDataSource database)
{
    private const int PatientsAtOnce = 100;

    private const string CountSql = "select count(*) from mt_streams where tenant_id = $1 and id like 'patient-%'";

    private const string NextSql =
        "select id from mt_streams where tenant_id = $1 and id like 'patient-%' and id > $2 order by id limit $3";

    // Stream by stream along the index of streams and versions; what is decided about facts is left out on the server.
    private const string FactsSql =
        """
        select k.id, e.seq_id, e.type, e.data, e.timestamp
        from unnest($2::text[]) with ordinality as k (id, place)
        cross join lateral (
            select m.seq_id, m.type, m.data, m.timestamp, m.version from mt_events m
            where m.tenant_id = $1 and m.stream_id = k.id and m.seq_id > $3 and m.seq_id <= $4 and m.type = any ($5)
            order by m.version offset 0) e
        order by k.place, e.version
        """;

    private const string TouchedSql =
        """
        select distinct stream_id from mt_events
        where seq_id > $1 and seq_id <= $2 and tenant_id = $3 and type = any ($4) and stream_id like 'patient-%'
        """;

    private static readonly string[] FactTypes =
    [
        .. AlertingEventTypes.All.All.Where(one => typeof(PatientFact).IsAssignableFrom(one.Value)).Select(one => one.Key),
    ];

    /// <summary>How many patients a hospital has.</summary>
    public async Task<long> CountAsync(string tenant, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(CountSql, tenant);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>All patients of a hospital with their facts as stored, a hundred at a time, up to a number of the log.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredHistory>> AllAsync(
        string tenant, long upToSeq, [EnumeratorCancellation] CancellationToken ct)
    {
        string after = "";
        while (true)
        {
            List<string> streams = await TextsAsync(CommandOf(NextSql, tenant, after, PatientsAtOnce), ct);
            if (streams.Count == 0)
                yield break;
            yield return await OfAsync(tenant, streams, afterSeq: 0, upToSeq, ct);
            after = streams[^1];
        }
    }

    /// <summary>The facts of some patients in a span of the log.</summary>
    public async Task<IReadOnlyList<StoredHistory>> OfAsync(
        string tenant, IReadOnlyList<string> streams, long afterSeq, long upToSeq, CancellationToken ct)
    {
        await using NpgsqlCommand command = CommandOf(FactsSql, tenant, streams.ToArray(), afterSeq, upToSeq, FactTypes);
        command.CommandTimeout = 120;
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<StoredHistory> read = [];
        while (await rows.ReadAsync(ct))
        {
            string stream = rows.GetString(0);
            if (read.Count == 0 || read[^1].Stream != stream)
                read.Add(new(stream, []));
            read[^1].Facts.Add(new(
                rows.GetInt64(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<DateTimeOffset>(4)));
        }

        return read;
    }

    /// <summary>Streams of a hospital's patients who had facts in a span of the log.</summary>
    public Task<List<string>> TouchedAsync(string tenant, long afterSeq, long upToSeq, CancellationToken ct) =>
        TextsAsync(CommandOf(TouchedSql, afterSeq, upToSeq, tenant, FactTypes), ct);

    private static async Task<List<string>> TextsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using NpgsqlCommand own = command;
        await using NpgsqlDataReader rows = await own.ExecuteReaderAsync(ct);
        List<string> texts = [];
        while (await rows.ReadAsync(ct))
            texts.Add(rows.GetString(0));
        return texts;
    }

    private NpgsqlCommand CommandOf(string sql, params object[] values)
    {
        NpgsqlCommand command = database.CreateCommand(sql);
        foreach (object value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>The facts of one patient as they lie in the log.</summary>
/// <param name="Stream">Id of the stream.</param>
/// <param name="Facts">In log order.</param>
public sealed record StoredHistory(string Stream, List<StoredFact> Facts)
{
    /// <summary>The patient.</summary>
    public Guid Patient => Guid.ParseExact(Stream.AsSpan("patient-".Length), "D");

    /// <summary>Reads them, those stored together in one group. What this program cannot read it does not judge either.</summary>
    public IEnumerable<LoggedFacts> Groups()
    {
        List<AcceptedFact> group = [];
        DateTimeOffset at = default;
        foreach (StoredFact stored in Facts)
        {
            if (group.Count > 0 && (stored.At != at || stored.Seq != group[^1].Seq + 1))
            {
                yield return new(at, group);
                group = [];
            }

            at = stored.At;
            if (AlertingEventTypes.All.Read(stored.Type, stored.Utf8) is PatientFact fact)
                group.Add(new(stored.Seq, fact));
        }

        if (group.Count > 0)
            yield return new(at, group);
    }
}

/// <summary>One fact as it lies in the log.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Type">Stored name.</param>
/// <param name="Utf8">Its JSON.</param>
/// <param name="At">When it was stored.</param>
public readonly record struct StoredFact(long Seq, string Type, byte[] Utf8, DateTimeOffset At);
