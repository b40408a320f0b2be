using System.Text.Json;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Promise P5 for alerting's own views: what is folded from the whole log at once is what the appends had written.</summary>
public sealed class When_views_are_made_anew
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_snapshot_of_the_whole_stream_is_the_one_that_grew_with_it(int seed)
    {
        PatientStream patient = Play(seed);
        Assert.Equal(Json(patient.Picture), Json(PatientPicture.ForSnapshot(patient.Whole)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void An_alert_row_of_all_its_events_is_the_one_that_was_overwritten_by_each(int seed)
    {
        PatientStream patient = Play(seed);
        Dictionary<RowKey, AlertRow> written = [];
        foreach (StoredEvent stored in patient.Log.Where(stored => stored.Data is AlertEvent))
        {
            // As the append does it: each event's own row, and the columns that are fixed stay.
            RowKey key = AlertRow.KeyOf(stored)!.Value;
            AlertRow row = AlertRow.Evolve(row: null, stored)!;
            written[key] = written.TryGetValue(key, out AlertRow? first) ? row with { RaisedSeq = first.RaisedSeq } : row;
        }

        Dictionary<RowKey, AlertRow> folded = [];
        foreach (StoredEvent stored in patient.Log)
        {
            if (AlertRow.KeyOf(stored) is { } key)
                folded[key] = AlertRow.Evolve(folded.GetValueOrDefault(key), stored)!;
        }

        Assert.NotEmpty(folded);
        Assert.Equal(written, folded);
    }

    [Fact]
    public void Only_fixed_columns_know_more_than_the_last_event() =>
        Assert.Equal(["raised_seq"], new AlertTable().Columns.Where(column => column.IsFixed).Select(column => column.Name));

    private static string Json(PatientPicture picture) => JsonSerializer.Serialize(picture, AlertingEventTypes.All.Json);

    // Three years of visits, some late, some corrected, some taken back; the arm swells and goes down again.
    private static PatientStream Play(int seed)
    {
        Random draw = new(seed);
        PatientStream patient = new(Given.Day(1_200));
        patient.Accept(Given.LeftArmAtRisk(1));
        int next = 2;
        for (int visit = 0; visit < 90; visit++)
        {
            double day = visit * 12;
            double leftMl = 2_000 + (250 * Math.Sin(visit / 9.0)) + draw.Next(20);
            int id = next++;
            patient.Accept(Given.Arms(id, day, leftMl, record: $"m{visit}", version: 1));
            if (draw.Next(4) == 0)
                patient.Accept(new SessionGiven(Given.Origin(next++, day + 1), 45, "therapist"));
            if (draw.Next(10) == 0)
                patient.Accept(Given.Arms(next++, day, leftMl + 15, record: $"m{visit}", version: 2));
            if (draw.Next(15) == 0)
                patient.Accept(Given.Arms(next++, draw.Next((int)day + 1), 2_010));
            if (draw.Next(20) == 0)
                patient.Accept(new RecordTakenBack(Given.Origin(next++, day + 2, $"m{draw.Next(visit + 1)}", version: 9)));
        }

        return patient;
    }
}
