namespace LymphOutcomes.Cli.Simulating;

/// <summary>A small hospital made of nothing but its settings.</summary>
/// <param name="Events">In the order they are sent: late, doubled, corrected and retracted ones included.</param>
/// <param name="Truth">The answer sheet, one entry a patient.</param>
public sealed record SyntheticHospital(IReadOnlyList<CloudEvent> Events, IReadOnlyList<PatientTruth> Truth)
{
    /// <summary>The CloudEvents source of everything it sends.</summary>
    public const string Source = "urn:lymph:simulated-hospital";

    /// <summary>Makes the hospital. Pure: equal settings, equal bytes.</summary>
    public static SyntheticHospital Create(HospitalSettings settings)
    {
        var histories = Enumerable.Range(1, settings.Patients).Select(number => PatientHistory.Create(settings, number)).ToList();

        // OrderBy is stable: what one patient sends at one moment stays in its order.
        return new SyntheticHospital(
            [.. histories.SelectMany(history => history.Deliveries).OrderBy(delivery => delivery.SentAt).Select(d => d.Event)],
            [.. histories.Select(history => history.Truth)]);
    }
}

/// <summary>An event and the moment the hospital's interface sends it.</summary>
/// <param name="SentAt">Decides the order of sending only; it is not on the wire.</param>
/// <param name="Event">The event.</param>
public sealed record Delivery(DateTimeOffset SentAt, CloudEvent Event);
