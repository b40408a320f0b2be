using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;

namespace LymphOutcomes.Dashboard.DrawingTimelines;

/// <summary>What the page of a patient's timeline shows.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Patients">The directory's answer for this one patient.</param>
/// <param name="Timeline">What touches the window; null when sessions knows nothing of the patient.</param>
/// <param name="Courses">Courses of treatment; null when they could not be read.</param>
/// <param name="Compression">Garments; null when they could not be read.</param>
/// <param name="IsLatest">True for the window with the present in it.</param>
public sealed record TimelineView(
    Guid Patient,
    FoundPatients Patients,
    PatientTimeline? Timeline,
    PatientCourses? Courses,
    PatientCompression? Compression,
    bool IsLatest)
{
    /// <summary>Reads it now.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="from">First moment of the window.</param>
    /// <param name="to">Its end.</param>
    /// <param name="isLatest">True for the window with the present in it.</param>
    /// <param name="sessions">Treatment.</param>
    /// <param name="directory">Names.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">The timeline itself cannot be read now.</exception>
    public static async Task<TimelineView> ReadAsync(
        Guid patient,
        DateTimeOffset from,
        DateTimeOffset to,
        bool isLatest,
        SessionsClient sessions,
        PatientDirectory directory,
        CancellationToken ct)
    {
        Task<FoundPatients> patients = directory.FindAsync([patient], ct);
        Task<PatientCourses?> courses = OrNullAsync(sessions.CoursesAsync(patient, ct));
        Task<PatientCompression?> compression = OrNullAsync(sessions.CompressionAsync(patient, ct));
        PatientTimeline? timeline = await sessions.TimelineAsync(patient, from, to, ct);
        return new(patient, await patients, timeline, await courses, await compression, isLatest);
    }

    private static async Task<T?> OrNullAsync<T>(Task<T?> reading)
        where T : class
    {
        try
        {
            return await reading;
        }
        catch (ServiceUnreachableException)
        {
            // The axis matters more than the sums: the page goes on without them and says so.
            return null;
        }
    }
}
