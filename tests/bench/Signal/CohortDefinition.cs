using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>One of the four noise rows of the domain sheet, 4.7.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="Site">Arms or legs.</param>
/// <param name="SemPercent">Standard error of measuring one volume, percent of it.</param>
/// <param name="LivingPercent">What the limb itself varies from day to day, standard deviation, percent of its volume.</param>
internal sealed record NoiseRow(string Name, LimbSite Site, double SemPercent, double LivingPercent)
{
    /// <summary>Standard deviation of one volume read, percent: measuring and the limb's own.</summary>
    public double VolumeSdPercent => Math.Sqrt((SemPercent * SemPercent) + (LivingPercent * LivingPercent));

    /// <summary>Standard deviation of what two volumes bring into an RVC, percentage points: of one sitting of both limbs.</summary>
    public double PairSdPoints => Math.Sqrt(2) * VolumeSdPercent;

    /// <summary>Standard deviation of an RVC without swelling, percentage points: it holds four volumes.</summary>
    public double RvcSdPoints => 2 * VolumeSdPercent;

    /// <summary>The rows, of which a cohort has equal parts.</summary>
    public static IReadOnlyList<NoiseRow> All { get; } =
    [
        new("arm, SEM 0.82 %", LimbSite.Arm, 0.82, 0),
        new("arm, SEM 0.82 % + 1 % biological", LimbSite.Arm, 0.82, 1),
        new("leg, SEM 0.64 %", LimbSite.Leg, 0.64, 0),
        new("leg, SEM 1.4 %", LimbSite.Leg, 1.4, 0),
    ];
}

/// <summary>
/// What the invented patients are, in numbers. docs/signal-cohort.md says why; both were committed before any rule was run on them,
/// and a change makes new figures with new seeds.
/// </summary>
internal static class CohortDefinition
{
    /// <summary>Days followed from the operation: three years.</summary>
    public const double Days = 1095;

    /// <summary>Early time after the operation, days; counted apart.</summary>
    public const double EarlyDays = 90;

    /// <summary>One patient in so many is measured weekly, the others every 91 days.</summary>
    public const int OneInWeekly = 10;

    public const double BothAtRiskShare = 0.10;
    public const double TapedShare = 0.60;

    public const double OnsetShare = 0.30;
    public const double StepShare = 0.20;
    public const double RampLeast = 0.3;
    public const double RampGreatest = 2.0;
    public const double PlateauLeast = 8;
    public const double PlateauGreatest = 25;
    public const double StepLeast = 6;
    public const double StepGreatest = 20;
    public const double FirstOnsetDay = 91;

    /// <summary>The latest day on which swelling crosses 5 %, so that 365 days after it are watched.</summary>
    public const double LastCrossingDay = 730;

    /// <summary>The true change whose crossing delays are counted from, percentage points.</summary>
    public const double CrossingPoints = 5;

    /// <summary>An onset is found within so many days of the crossing; one that is missed counts as so many.</summary>
    public const double FoundWithinDays = 365;

    public const double EarlySwellingShare = 0.40;
    public const double EarlyPeakLeast = 3;
    public const double EarlyPeakGreatest = 10;
    public const double EarlyDecayLeastDays = 15;
    public const double EarlyDecayGreatestDays = 45;

    /// <summary>Until what is left of early swelling is below this, calls are counted as early, percentage points.</summary>
    public const double EarlyRestPoints = 1;

    public const double WeightSwingShare = 0.20;
    public const double SwingLeastKg = 5;
    public const double SwingGreatestKg = 12;
    public const double WeighingSdKg = 0.4;
    public const double UnweighedShare = 0.05;

    /// <summary>A limb grows by this much of the relative gain in weight, at least and at most.</summary>
    public const double CouplingLeast = 0.8;
    public const double CouplingGreatest = 1.2;

    public const double MissedShare = 0.10;
    public const double InchesShare = 0.004;
    public const double SwappedShare = 0.003;
    public const double SlipShare = 0.002;
    public const double SlipCm = 10;

    public const double FluidDeviceShare = 0.25;
    public const double FluidLevelSd = 3.3;
    public const double FluidSd = 2.3;
    public const double FluidFollowsShare = 0.70;

    public const double AsymmetrySd = 0.03;

    /// <summary>Error of one girth that no other girth shares, standard deviation, cm.</summary>
    public const double StationSdCm = 0.25;

    /// <summary>Girths of a middle-sized arm every 4 cm: E4 of the domain sheet.</summary>
    public static IReadOnlyList<double> ArmGirthsCm { get; } = [16.0, 17.2, 19.0, 21.0, 23.0, 24.4, 25.0, 26.2, 27.6, 28.8, 29.6];

    /// <summary>Girths of a middle-sized leg every 4 cm: E6 of the domain sheet.</summary>
    public static IReadOnlyList<double> LegGirthsCm { get; } =
        [22.0, 23.5, 27.0, 31.5, 35.0, 36.5, 35.5, 36.0, 38.5, 41.0, 44.0, 47.5, 50.5, 53.0, 55.0, 57.0];

    public const double StepCm = 4;

    /// <summary>Seed on which limits are tried. Never published.</summary>
    public const int TuningSeed = 1;

    /// <summary>Seed on which the limit's threshold is set. Never published.</summary>
    public const int CalibrationSeed = 2;

    /// <summary>Patients of the calibration seed.</summary>
    public const int CalibrationPatients = 6_000;

    /// <summary>Patients of a published run.</summary>
    public const int Patients = 20_000;
}
