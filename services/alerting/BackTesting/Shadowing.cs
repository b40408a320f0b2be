using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>
/// Takes new facts through the versions that run beside those in force. Nothing goes to the log and nobody is told. Safe to repeat: what
/// is kept of a patient is written over by the same.
/// </summary>
/// <param name="histories">What is read.</param>
/// <param name="findings">What is kept.</param>
/// <param name="book">The rule book.</param>
/// <param name="follower">Opens the book anew where this program is behind.</param>
/// <param name="streams">Finds what changed in the rule book.</param>
/// <param name="log">The log.</param>
public sealed class Shadowing(
    StoredHistories histories,
    ShadowFindings findings,
    RuleBook book,
    RuleBookFollower follower,
    RuleStreams streams,
    ILogReader log)
{
    private const int SpanMax = 5_000;
    private const int PatientsAtOnce = 50;
    private const int RunsHeld = 2_000;

    private readonly Dictionary<(string Tenant, int Run, string Stream), Held> _held = [];

    /// <summary>Looks at the next span of the log.</summary>
    /// <param name="position">Up to where it was looked at.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The new position; the same when there was nothing.</returns>
    public async Task<long> StepAsync(long position, CancellationToken ct)
    {
        long head = await log.HeadAsync(ct);
        if (head <= position)
            return position;
        // What was begun in this span must be known before the span is looked at.
        foreach (string tenant in await streams.SinceAsync(position, head, ct))
            await follower.ReadAsync(tenant, ct);
        IReadOnlyList<(string Tenant, ActiveShadow Shadow)> shadows = book.Shadows();
        long to = shadows.Count == 0 ? head : Math.Min(head, position + SpanMax);
        foreach ((string tenant, ActiveShadow shadow) in shadows)
        {
            List<string> touched = await histories.TouchedAsync(tenant, Math.Max(position, shadow.Seq), to, ct);
            foreach (string[] some in touched.Chunk(PatientsAtOnce))
                await LookAsync(tenant, shadow, some, to, ct);
        }

        return to;
    }

    private async Task LookAsync(string tenant, ActiveShadow shadow, string[] patients, long to, CancellationToken ct)
    {
        RuleSetHistory history = book.HistoryOf(tenant);
        if (history.Find(shadow.Version) is not { } candidate || history.Find(shadow.Against) is not { } against)
            return;
        List<ShadowFinding> found = [];
        foreach (string patient in patients)
        {
            (string, int, string) key = (tenant, shadow.Run, patient);
            Held held = _held.TryGetValue(key, out Held? known) ? known : new(new(against, candidate), 0);
            foreach (StoredHistory stored in await histories.OfAsync(tenant, [patient], held.Seq, to, ct))
            {
                foreach (LoggedFacts group in stored.Groups())
                    held.Run.Accept(group);
                found.Add(new(stored.Patient, to, ByRule(held.Run.Compare(shadow.At))));
            }

            if (_held.Count >= RunsHeld)
                _held.Clear();
            _held[key] = held with { Seq = to };
        }

        if (found.Count > 0)
            await findings.KeepAsync(tenant, shadow.Run, found, ct);
    }

    private static IReadOnlyList<Contracts.Alerting.V1.BackTestRule> ByRule(ComparedRaisings told)
    {
        ComparisonTotals totals = new();
        totals.Add(told);
        return totals.Rules;
    }

    private sealed record Held(PatientComparison Run, long Seq);
}
