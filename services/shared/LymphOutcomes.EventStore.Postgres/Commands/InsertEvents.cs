using System.Text.Json.Nodes;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Writes events in one statement, whatever their number: one array a column.</summary>
internal static class InsertEvents
{
    private const string Sql = """
        insert into mt_events
            (seq_id, id, tenant_id, stream_id, version, type, data, correlation_id, causation_id, headers, timestamp)
        select e.seq_id, e.id, e.tenant_id, e.stream_id, e.version, e.type, e.data::jsonb,
               e.correlation_id, e.causation_id, e.headers::jsonb, $11
        from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[],
                    $8::text[], $9::text[], $10::text[])
             as e (seq_id, id, tenant_id, stream_id, version, type, data, correlation_id, causation_id, headers)
        """;

    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<PreparedEvent> events, DateTimeOffset now)
    {
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Bigints([.. events.Select(e => e.Event.SeqId)]);
        parameters.Uuids([.. events.Select(e => e.Event.Id)]);
        parameters.Texts([.. events.Select(e => e.Event.Stream.Tenant)]);
        parameters.Texts([.. events.Select(e => e.Event.Stream.Id)]);
        parameters.Bigints([.. events.Select(e => e.Event.Version)]);
        parameters.Texts([.. events.Select(e => e.Event.Type)]);
        parameters.Texts([.. events.Select(e => e.Json)]);
        parameters.Texts([.. events.Select(e => e.Event.Headers.CorrelationId)]);
        parameters.Texts([.. events.Select(e => e.Event.Headers.CausationId)]);
        parameters.Texts([.. events.Select(e => HeadersOf(e.Event.Headers))]);
        parameters.Timestamp(now);
    }

    // Marten has columns of their own for correlation and causation; the rest goes into its headers object.
    private static string? HeadersOf(EventHeaders headers)
    {
        JsonObject json = [];
        if (headers.Traceparent is { } traceparent)
            json["traceparent"] = traceparent;
        if (headers.ContentHash is { } hash)
            json["contentHash"] = hash;
        return json.Count == 0 ? null : json.ToJsonString();
    }
}
