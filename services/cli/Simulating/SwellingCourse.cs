namespace LymphOutcomes.Cli.Simulating;

/// <summary>How a limb swells over time, without noise: the truth the system has to find.</summary>
/// <param name="Kind">The form of the rise.</param>
/// <param name="Onset">First day of the rise; null when the limb stays as it was.</param>
/// <param name="StepPercent">Height of a step, percent of volume; 0 for the other kinds.</param>
public sealed record SwellingCourse(CourseKind Kind, DateOnly? Onset, double StepPercent)
{
    /// <summary>Speed of a ramp, percentage points a day.</summary>
    /// <remarks>0.94 points a month: 6.5 % at onset after 6.9 months (Stout Gergich et al. 2008, Cancer 112:2809).</remarks>
    public const double RampPercentPerDay = 0.94 * 12 / 365.25;

    /// <summary>A limb that stays as it was.</summary>
    public static SwellingCourse Flat { get; } = new(CourseKind.Flat, Onset: null, StepPercent: 0);

    /// <summary>A slow rise that begins on a day.</summary>
    public static SwellingCourse Ramp(DateOnly onset) => new(CourseKind.Ramp, onset, StepPercent: 0);

    /// <summary>A sudden rise that stays.</summary>
    public static SwellingCourse Step(DateOnly onset, double percent) => new(CourseKind.Step, onset, percent);

    /// <summary>Change of volume from before the onset, percent (10 is 10 %).</summary>
    public double ChangePercentOn(DateOnly day) => Onset is not { } onset || day < onset
        ? 0
        : Kind switch
        {
            CourseKind.Ramp => (day.DayNumber - onset.DayNumber) * RampPercentPerDay,
            CourseKind.Step => StepPercent,
            _ => 0,
        };
}

/// <summary>The form of a rise.</summary>
public enum CourseKind
{
    /// <summary>No rise.</summary>
    Flat,

    /// <summary>A slow, even rise.</summary>
    Ramp,

    /// <summary>A sudden rise.</summary>
    Step,
}
