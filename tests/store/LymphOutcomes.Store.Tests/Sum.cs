using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using LymphOutcomes.EventStore;
using Npgsql;

namespace LymphOutcomes.Store.Tests;

public sealed record Added(long Number, string? Note = null, object? Extra = null);

public sealed record Measured(ImmutableArray<Shape> Shapes);

[System.Text.Json.Serialization.JsonPolymorphic]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Disc), "disc")]
public abstract record Shape;

/// <summary>Its member's name is shorter than $type: jsonb gives it back first.</summary>
public sealed record Disc(int R) : Shape;

/// <summary>A fold that shows every event it saw, in order.</summary>
public sealed record Sum(long Total, int Count, ImmutableArray<long> Seen, string? Padding) : IFold<Sum>
{
    public static Sum Initial { get; } = new(0, 0, [], null);

    public static int FoldVersion => 3;

    public static bool KeepsSnapshot => true;

    // A snapshot that forgets something, for tests of what must then be read again.
    public static Sum ForSnapshot(Sum state) =>
        state.Padding?.StartsWith("forget", StringComparison.Ordinal) == true ? state with { Padding = null } : state;

    public static Sum Evolve(Sum state, StoredEvent @event) => @event.Data switch
    {
        Added { Number: -666 } => throw new InvalidOperationException("This fold is broken on purpose."),
        Added added => new(
            state.Total + added.Number,
            state.Count + 1,
            [.. state.Seen.TakeLast(99), added.Number],
            added.Note is { Length: > 1_000 } ? added.Note : state.Padding),
        _ => state,
    };

    public bool Equals(Sum? other) =>
        other is not null && (Total, Count, Padding) == (other.Total, other.Count, other.Padding) && Seen.SequenceEqual(other.Seen);

    public override int GetHashCode() => HashCode.Combine(Total, Count);

    public static EventTypes Types { get; } =
        new EventTypes(JsonSerializerOptions.Web).Add<Added>("added.v1").Add<Measured>("measured.v1");
}

public sealed class SumsView : IInlineView<Sum>
{
    private const string Sql = """
        insert into sums (tenant_id, stream_id, version, sum) values ($1, $2, $3, $4)
        on conflict (tenant_id, stream_id) do update set version = excluded.version, sum = excluded.sum
        """;

    public void Write(DbBatch batch, IReadOnlyList<CommittedStream<Sum>> units)
    {
        foreach (CommittedStream<Sum> unit in units)
        {
            NpgsqlBatchCommand command = new(Sql);
            command.Parameters.AddWithValue(unit.Stream.Tenant);
            command.Parameters.AddWithValue(unit.Stream.Id);
            command.Parameters.AddWithValue(unit.Events[^1].Version);
            command.Parameters.AddWithValue(unit.State.Total);
            batch.BatchCommands.Add(command);
        }
    }
}
