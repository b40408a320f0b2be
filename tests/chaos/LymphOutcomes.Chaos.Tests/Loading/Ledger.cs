using System.Text.Json;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>
/// What was sent and what was answered, on disk before the next step is taken: an attempt before it is sent, a receipt as
/// soon as it came. The judge reads the file, not our memory.
/// </summary>
public sealed class Ledger : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public Ledger(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        Path = path;
        _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Facts on their way now: sent, and neither answered nor given up.</summary>
    /// <param name="door"><c>http</c> or <c>amqp</c>; null for both.</param>
    public int Unacknowledged(string? door = null)
    {
        lock (_gate)
            return _open.Where(one => door is null || one.Key == door).Sum(one => one.Value);
    }

    /// <summary>These are about to be sent.</summary>
    public void Attempt(string door, IReadOnlyList<PlannedFact> facts) => Write(
        facts.Select(fact => new LedgerLine(
            "attempt", fact.Delivery.Id, door, fact.Delivery.Subject, fact.Delivery.Time, fact.Role)),
        door,
        facts.Count);

    /// <summary>This was answered.</summary>
    /// <param name="door">Where it was sent.</param>
    /// <param name="receipts">Delivery id and what was said of it.</param>
    public void Answered(string door, IReadOnlyList<(string Id, string Status)> receipts) => Write(
        receipts.Select(receipt => new LedgerLine("receipt", receipt.Id, door, Status: receipt.Status)), door, -receipts.Count);

    /// <summary>Something that must be parked is about to be sent for a known patient: an alert that a value waits is due.</summary>
    public void Poison(string door, Delivery delivery) =>
        Write([new LedgerLine("poison", delivery.Id, door, delivery.Subject)], door, change: 0);

    /// <summary>No answer came, or one that is no receipt: nobody knows what became of these.</summary>
    public void NotAnswered(string door, IReadOnlyList<PlannedFact> facts) => Write(
        facts.Select(fact => new LedgerLine("no-answer", fact.Delivery.Id, door)), door, -facts.Count);

    /// <summary>Reads a ledger to its end.</summary>
    public static IReadOnlyList<LedgerLine> Read(string path)
    {
        using StreamReader file = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        List<LedgerLine> lines = [];
        while (file.ReadLine() is { } line)
            lines.Add(JsonSerializer.Deserialize<LedgerLine>(line, ContractJson.Options)!);
        return lines;
    }

    public void Dispose() => _file.Dispose();

    private void Write(IEnumerable<LedgerLine> lines, string door, int change)
    {
        byte[] bytes =
        [
            .. lines.SelectMany(line => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, ContractJson.Options), (byte)'\n']),
        ];
        lock (_gate)
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
            _open[door] = _open.GetValueOrDefault(door) + change;
        }
    }
}

/// <summary>One line of a ledger.</summary>
/// <param name="What"><c>attempt</c>, <c>receipt</c>, <c>no-answer</c> or <c>poison</c>.</param>
/// <param name="Id">Delivery id.</param>
/// <param name="Door"><c>http</c> or <c>amqp</c>.</param>
/// <param name="Subject">Of an attempt or poison: the patient.</param>
/// <param name="Time">Of an attempt: when the fact was true.</param>
/// <param name="Role">Of an attempt: what it is for.</param>
/// <param name="Status">Of a receipt: <c>stored</c>, <c>duplicate</c>, <c>quarantined</c>, or <c>confirmed</c> by the
/// broker.</param>
public sealed record LedgerLine(
    string What,
    string Id,
    string Door,
    string? Subject = null,
    DateTimeOffset? Time = null,
    FactRole? Role = null,
    string? Status = null);
