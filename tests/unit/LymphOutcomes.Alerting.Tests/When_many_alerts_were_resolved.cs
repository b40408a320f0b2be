using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>What was dealt with stays dealt with when the older history is folded away.</summary>
public sealed class When_many_alerts_were_resolved
{
    [Fact]
    public void None_comes_back_because_its_fact_is_still_there()
    {
        PatientStream patient = new(Given.Day(300), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 2000));
        for (int n = 0; n < 64; n++)
        {
            patient.Now = Given.Day(100 + n);
            if (n < 20 || n % 2 == 0)
            {
                patient.Accept(new TemperatureTaken(Given.Origin(10 + n, 100 + n), 36.8, Place: null));
                continue;
            }

            patient.Accept(new SessionGiven(
                Given.Origin(10 + n, 100 + n), 45, "therapist", ["groin-left"], ConsentGroin: null, Phase: null, Purpose: "cosmetic"));
            foreach (AlertState open in patient.Picture.Alerts.Where(alert => alert.Handling != Handling.Resolved).ToList())
            {
                patient.Do(view => HandleAlert.Resolve(
                    view, open.Id, open.Version, "ana", "called", view.LogSeq, note: null, patient.RuleSet));
            }
        }

        Assert.NotNull(patient.Picture.Settled);
        IReadOnlyList<StoredEvent> after = patient.Accept(new TemperatureTaken(Given.Origin(200, 165), 36.8, Place: null));
        Assert.DoesNotContain(after, stored => stored.Data is AlertRaised or AlertReopened);
        Assert.Equal(22, patient.Log.Count(stored => stored.Data is AlertRaised { Alert.Key.Rule: "LYM-032" }));
    }
}
