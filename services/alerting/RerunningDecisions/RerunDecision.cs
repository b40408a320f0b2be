using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.RerunningDecisions;

/// <summary>
/// Takes what an alert was decided on, as the log has it, and the rule set it was decided by, and decides once more. A reviewer
/// sees that the same comes out, or what differs: then the program itself judges otherwise than it did.
/// </summary>
public static class RerunDecision
{
    /// <summary>Makes the last decision of the rules on an alert again. Pure.</summary>
    /// <param name="stream">The patient's events.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="ruleSet">A rule set by its version; null when there is none.</param>
    /// <returns>Null when the stream has no such alert, or the rules decided nothing on it.</returns>
    public static Rerun? Of(IReadOnlyList<StoredEvent> stream, Guid alert, Func<int, RuleSet?> ruleSet)
    {
        StoredEvent? decided = stream.LastOrDefault(stored => IsOfRules(stored.Data) && ((AlertEvent)stored.Data!).Alert.Id == alert);
        if (decided is null)
            return null;

        AlertState then = ((AlertEvent)decided.Data!).Alert;
        // A notice that an alert was withdrawn is written beside the withdrawal; no rule finds it.
        if (then.Key.Rule == CorrectionNotices.Rule)
            return null;
        IReadOnlyList<string> differences = ruleSet(then.RuleSet) is { } rules
            ? [.. Differences(Finding.Of(then, decided.Data), Again(stream, decided, then, rules))]
            : [$"Rule set {then.RuleSet} is not known here."];
        return new(alert, decided.Type, decided.Timestamp, decided.SeqId, then.RuleSet, differences.Count == 0, differences);
    }

    private static Finding Again(IReadOnlyList<StoredEvent> stream, StoredEvent decided, AlertState then, RuleSet rules)
    {
        PatientPicture picture = stream.Where(stored => stored.SeqId < decided.SeqId)
            .Aggregate(PatientPicture.Initial, PatientPicture.Evolve);
        HashSet<Guid> evidence = [.. then.Evidence.Kept];
        IReadOnlyList<Episode> episodes = Rules.Judge(picture, rules, decided.Timestamp);
        return Finding.Of(
            episodes.LastOrDefault(episode => (episode.Key == then.Key || episode.Key.IsOfSameLimbAs(then.Key))
                && episode.Trail.Kept.Any(piece => evidence.Contains(piece.Fact)))
            ?? episodes.LastOrDefault(episode => episode.Key == then.Key));
    }

    // What people, clocks and notifications do to an alert is not found again by judging.
    private static bool IsOfRules(object? @event) =>
        @event is AlertRaised or AlertRepeated or AlertUpgraded or AlertCleared or AlertWithdrawn { Alert.MergedInto: null };

    private static IEnumerable<string> Differences(Finding stored, Finding again)
    {
        JsonObject one = JsonSerializer.SerializeToNode(stored, AlertingEventTypes.Json)!.AsObject();
        JsonObject other = JsonSerializer.SerializeToNode(again, AlertingEventTypes.Json)!.AsObject();
        return one.Select(member => member.Key)
            .Union(other.Select(member => member.Key))
            .Where(name => one[name]?.ToJsonString() != other[name]?.ToJsonString())
            .Select(name => $"{name}: {Words(one[name])} then, {Words(other[name])} now");
    }

    private static string Words(JsonNode? value) => value?.ToJsonString() ?? "nothing";

    /// <summary>What of a decision is compared.</summary>
    private sealed record Finding(
        bool Holds,
        IReadOnlyList<Guid>? Evidence,
        int? Count,
        double? PeakValue,
        SortedDictionary<string, double>? Numbers,
        string? Message,
        DateTimeOffset? FirstEffective,
        DateTimeOffset? LastEffective)
    {
        private static readonly Finding Nothing = new(Holds: false, null, null, null, null, null, null, null);

        public static Finding Of(AlertState alert, object? @event) =>
            @event is AlertWithdrawn || (@event is AlertCleared && Rules.ClearsWithItsEvidence(alert.Key.Rule))
            ? Nothing
            : new(
                alert.Condition == Condition.Active,
                [.. alert.Evidence.Kept],
                alert.Evidence.Count,
                alert.PeakValue,
                new(alert.Numbers.ToDictionary(), StringComparer.Ordinal),
                alert.Message,
                alert.FirstEffective,
                alert.LastEffective);

        public static Finding Of(Episode? episode) => episode is null
            ? Nothing
            : new(
                episode.IsLive,
                [.. EvidenceTrail.Of(episode.Trail).Kept],
                episode.Trail.Count,
                episode.Trail.Peak.Value,
                new(episode.Numbers.ToDictionary(), StringComparer.Ordinal),
                episode.Message,
                episode.Trail.First.At,
                episode.Trail.Last.At);
    }
}
