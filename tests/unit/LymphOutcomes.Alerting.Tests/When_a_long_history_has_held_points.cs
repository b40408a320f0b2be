using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Holds, segments, bridges and what people say of held points come to the same wherever older history is folded away.</summary>
public sealed class When_a_long_history_has_held_points
{
    private static readonly RuleSet Rules3 = RuleSet.Third;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_alerts_are_those_of_a_history_that_is_never_folded_away(int seed)
    {
        Random random = new(seed);
        PatientStream compact = new(Given.Day(700), Rules3);
        foreach (PatientFact[] batch in History(random).Chunk(random.Next(1, 4)))
        {
            compact.Accept(batch);
            if (random.Next(3) == 0)
                Review(compact, random);
            if (random.Next(3) == 0)
                Assert.Equal(Live(compact.Whole), Live(compact.Picture));
        }

        Assert.NotNull(compact.Picture.Settled);
        Assert.Equal(Live(compact.Whole), Live(compact.Picture));
        Assert.True(compact.HistoryReads < 150, $"{compact.HistoryReads} looks at the whole history");
        Assert.Contains(compact.Whole.Alerts, alert => alert.Key.Rule is "LYM-050" or "LYM-051");
        Assert.Equal(
            Rules.Judge(compact.Whole, Rules3, compact.Now).Where(episode => episode.IsLive).Select(episode => episode.Key.Place).Order(),
            compact.Picture.Alerts.Where(alert => alert.Condition == Condition.Active).Select(alert => alert.Key.Place).Order());
    }

    // A person releases or rejects one of the points that are held, old or new.
    private static void Review(PatientStream patient, Random random)
    {
        IReadOnlyList<HeldPoint> held = HeldPoint.Of(Trajectories.Of(patient.Whole, Rules3));
        if (held.Count == 0)
            return;
        // And puts the cards away that are done with.
        foreach (AlertState done in patient.Whole.Alerts.Where(alert => alert is { Condition: Condition.Cleared, Handling: Handling.New }))
        {
            patient.Do(view => HandleAlert.Resolve(
                view, done.Id, done.Version, "ana", "other", view.LogSeq, note: null, patient.RuleSet));
        }

        Guid fact = held[random.Next(held.Count)].Fact;
        var reason = new NoteRef(Guid.Empty, "00");
        patient.Do(view => random.Next(2) == 0
            ? ReviewHeldPoint.Release(view, fact, "ana", reason, Rules3)
            : ReviewHeldPoint.Reject(view, fact, "ana", reason, Rules3));
    }

    private static string Live(PatientPicture picture) => JsonSerializer.Serialize(
        Rules.Judge(picture, Rules3, Given.Day(700)).Where(episode => episode.IsLive).Select(episode => new
        {
            episode.Key,
            Evidence = episode.Trail.Kept.Select(evidence => evidence.Fact),
            episode.Trail.Count,
            episode.Numbers,
            episode.Message,
        }),
        AlertingEventTypes.Json);

    private static IEnumerable<PatientFact> History(Random random)
    {
        yield return Given.LeftArmAtRisk(0);
        yield return Given.Taped(1, -5);
        for (int n = 2; n < 100; n++)
        {
            double day = 100 + (3 * n) + random.NextDouble();
            double size = ((n / 25 % 3) switch { 0 => 1.01, 1 => 1.12, _ => 1.06 }) + (random.NextDouble() * 0.03);
            double scale = Math.Sqrt(size);
            yield return random.Next(80) switch
            {
                0 => Given.Taped(n, day, scale / 2.54, 1 / 2.54),
                1 => Given.Arms(n, day, 2900),
                2 => Given.Taped(n, day) with { Left = Given.Tape([16, 24, 24, 25], stepCm: 4) },
                3 => new RecordTakenBack(Given.Origin(n, day, record: $"record-{random.Next(2, n)}", version: 9)),
                4 => Given.Arms(n, day - 30, 2000 * size),
                5 => Given.Taped(n, day, scale, record: $"record-{n - 1}", version: n),
                6 or 7 or 8 => Given.Arms(n, day, 2000 * size),
                9 => Given.Taped(n, day, scale, protocol: "b", method: MeasuringMethod.TapeLandmark),
                10 => Given.Weight(n, day, 70),
                11 => Given.Arms(n, day, 1700, 2350),
                _ => Given.Taped(n, day, scale),
            };
        }
    }
}
