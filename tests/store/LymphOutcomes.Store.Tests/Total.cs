using System.Data.Common;
using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Store.Tests;

/// <summary>What lies in all streams of one first letter: a row that many streams feed. A sum of exactly 1,000 removes the row.</summary>
public sealed record Total(string Tenant, string Letter, long Events, long Sum, long FirstSeq) : IRowFold<Total>
{
    public static int FoldVersion => 1;

    public static bool Reads(Type type) => type == typeof(Added);

    public static RowKey? KeyOf(StoredEvent @event) => new(@event.Stream.Tenant, @event.Stream.Id[..1]);

    public static Total? Evolve(Total? row, StoredEvent @event)
    {
        long number = ((Added)@event.Data!).Number;
        if (number == -666)
            throw new InvalidOperationException("This fold is broken on purpose.");
        row ??= new(@event.Stream.Tenant, @event.Stream.Id[..1], 0, 0, @event.SeqId);
        row = row with { Events = row.Events + 1, Sum = row.Sum + number };
        return row.Sum == 1_000 ? null : row;
    }
}

public sealed class TotalTable : IRowTable<Total>
{
    public string Name => "totals";

    public IReadOnlyList<RowColumn<Total>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("letter", "varchar", row => row.Letter),
        new("events", "bigint", row => Text(row.Events)),
        new("sum", "bigint", row => Text(row.Sum)),
        new("first_seq", "bigint", row => Text(row.FirstSeq)),
    ];

    public Total Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The inline rows of <see cref="SumsView"/>, folded from events instead of taken from the stream's state.</summary>
public sealed record SumRow(string Tenant, string Stream, long Version, long Sum) : IRowFold<SumRow>
{
    public static int FoldVersion => 1;

    public static bool Reads(Type type) => true;

    public static RowKey? KeyOf(StoredEvent @event) => new(@event.Stream.Tenant, @event.Stream.Id);

    public static SumRow? Evolve(SumRow? row, StoredEvent @event) => new(
        @event.Stream.Tenant, @event.Stream.Id, @event.Version, (row?.Sum ?? 0) + (@event.Data is Added added ? added.Number : 0));
}

public sealed class SumTable : IRowTable<SumRow>
{
    public string Name => "sums";

    public IReadOnlyList<RowColumn<SumRow>> Columns { get; } =
    [
        new("tenant_id", "varchar", row => row.Tenant),
        new("stream_id", "varchar", row => row.Stream),
        new("version", "bigint", row => row.Version.ToString(CultureInfo.InvariantCulture)),
        new("sum", "bigint", row => row.Sum.ToString(CultureInfo.InvariantCulture)),
    ];

    public SumRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3));
}
