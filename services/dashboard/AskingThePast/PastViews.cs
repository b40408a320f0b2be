using System.Globalization;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.ShowingTheBoard;

namespace LymphOutcomes.Dashboard.AskingThePast;

/// <summary>A patient's past, asked for on the page of an alert.</summary>
/// <param name="Alert">The alert as it is now.</param>
/// <param name="Patients">The directory's answer for this one patient.</param>
/// <param name="KnownAt">The moment shown.</param>
/// <param name="Past">What was known; null when nothing was.</param>
public sealed record AlertPastView(Alert Alert, FoundPatients Patients, DateTimeOffset KnownAt, PatientPast? Past)
{
    /// <summary>Where the past of an alert's patient is shown.</summary>
    /// <param name="alert">Id of the alert.</param>
    /// <param name="knownAt">The moment.</param>
    public static string PathOf(Guid alert, DateTimeOffset knownAt) =>
        $"/alerts/{alert}/past?knownAt={knownAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}";
}

/// <summary>The work queue as it stood.</summary>
/// <param name="KnownAt">The moment shown, or the one the form begins with.</param>
/// <param name="Cards">As on the board; null when no moment was asked for or it could not be read.</param>
/// <param name="Cut">True when there were more alerts than were read.</param>
/// <param name="Patients">Names, as they are today.</param>
/// <param name="Notice">What to say on top; null for nothing.</param>
public sealed record QueuePastView(
    DateTimeOffset KnownAt, IReadOnlyList<PatientCard>? Cards, bool Cut, FoundPatients Patients, string? Notice);
