using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;

namespace LymphOutcomes.Dashboard.ShowingAnAlert;

/// <summary>What the page of one alert shows.</summary>
/// <param name="Details">The alert and what people did with it.</param>
/// <param name="Patients">The directory's answer for this one patient.</param>
/// <param name="Trajectory">How the limbs changed; null when it could not be read or there is none.</param>
/// <param name="TrajectoryReached">False when it could not be read.</param>
/// <param name="Notice">What to say on top; null for nothing.</param>
/// <param name="Typed">What the person typed before, so that it is not lost; null for nothing.</param>
/// <param name="Notifications">Who was told of it; null when that could not be read.</param>
/// <param name="Explanation">Why there is this alert; null when it could not be read.</param>
public sealed record AlertView(
    AlertDetails Details,
    FoundPatients Patients,
    PatientTrajectory? Trajectory,
    bool TrajectoryReached,
    string? Notice,
    TypedResolution? Typed,
    IReadOnlyList<Notification>? Notifications = null,
    AlertExplanation? Explanation = null)
{
    /// <summary>The alert.</summary>
    public Alert Alert => Details.Item;

    /// <summary>The limbs, the alert's own first.</summary>
    public IEnumerable<LimbTrajectory> Series =>
        (Trajectory?.Series ?? []).OrderByDescending(limb => limb.Site == Alert.Site && limb.Side == Alert.Side);

    /// <summary>Reads it now; null when there is no such alert.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="alerting">Alerts and trajectories.</param>
    /// <param name="directory">Names.</param>
    /// <param name="notice">What to say on top; null for nothing.</param>
    /// <param name="typed">What the person typed before; null for nothing.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">The alert itself cannot be read now.</exception>
    public static async Task<AlertView?> ReadAsync(
        Guid id,
        AlertingClient alerting,
        PatientDirectory directory,
        string? notice,
        TypedResolution? typed,
        CancellationToken ct)
    {
        if (await alerting.AlertAsync(id, ct) is not { } details)
            return null;

        Task<FoundPatients> patients = directory.FindAsync([details.Item.Patient], ct);
        Task<AlertExplanation?> explanation = OrNullAsync(alerting.ExplanationAsync(id, ct));
        PatientTrajectory? trajectory = null;
        bool reached = true;
        try
        {
            trajectory = await alerting.TrajectoryAsync(details.Item.Patient, ct);
        }
        catch (ServiceUnreachableException)
        {
            // Whom to call matters more than the chart: the page goes on without it and says so.
            reached = false;
        }

        return new(
            details,
            await patients,
            trajectory,
            reached,
            notice,
            typed,
            await OrNullAsync(alerting.NotificationsAsync(id, ct)),
            await explanation);
    }

    private static async Task<T?> OrNullAsync<T>(Task<T> reading)
        where T : class?
    {
        try
        {
            return await reading;
        }
        catch (ServiceUnreachableException)
        {
            // As with the chart: the page goes on without it.
            return null;
        }
    }
}

/// <summary>A resolution as a person typed it.</summary>
/// <param name="Outcome">As on the wire; null when none was chosen.</param>
/// <param name="Note">Free text.</param>
public sealed record TypedResolution(string? Outcome, string? Note);
