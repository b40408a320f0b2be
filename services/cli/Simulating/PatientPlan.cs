namespace LymphOutcomes.Cli.Simulating;

/// <summary>What will happen to one patient, decided before anything is measured.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Limb">The pair of limbs that is watched.</param>
/// <param name="Side">The side at risk.</param>
/// <param name="DominantSide">The stronger side.</param>
/// <param name="SizeRatio">This person's limbs as a multiple of average volume.</param>
/// <param name="RegisteredOn">Day of the pre-operative measurement.</param>
/// <param name="SurgeryOn">Day of the operation.</param>
/// <param name="Visits">Days of the later measurements, oldest first.</param>
/// <param name="Course">How the limb at risk swells.</param>
public sealed record PatientPlan(
    int Number,
    LimbModel Limb,
    string Side,
    string DominantSide,
    double SizeRatio,
    DateOnly RegisteredOn,
    DateOnly SurgeryOn,
    IReadOnlyList<DateOnly> Visits,
    SwellingCourse Course)
{
    /// <summary>Surveillance visits are this far apart (Stout Gergich 2008: every three months).</summary>
    private const int VisitEveryDays = 91;

    /// <summary>One patient in this many swells: exactly, not by chance, so that every demo has its cards.</summary>
    private const int SwellsOneIn = 4;

    private const int LegOneIn = 5;

    /// <summary>The other side.</summary>
    public string OtherSide => Side == "left" ? "right" : "left";

    /// <summary>Draws the plan of a patient.</summary>
    public static PatientPlan Draw(HospitalSettings settings, int number, Random random)
    {
        DateOnly registered = settings.End.AddDays(-settings.Days + random.Next(0, settings.Days / 4));
        DateOnly surgery = registered.AddDays(random.Next(10, 29));
        List<DateOnly> visits = DrawVisits(surgery, settings.End.AddDays(-random.Next(2, 21)), random);
        bool isLeg = number % LegOneIn == 0;
        return new PatientPlan(
            number,
            isLeg ? LimbModel.Leg : LimbModel.Arm,
            random.Pick(["left", "right"]),
            random.NextDouble() < 0.9 ? "right" : "left",
            random.NextBetween(0.85, 1.3),
            registered,
            surgery,
            visits,
            DrawCourse(number, surgery, visits, random));
    }

    private static List<DateOnly> DrawVisits(DateOnly surgery, DateOnly last, Random random)
    {
        // The visit before the last is at least 60 days earlier, so that a step between the two has room.
        List<DateOnly> visits = [];
        for (DateOnly due = surgery.AddDays(VisitEveryDays); due <= last.AddDays(-66); due = due.AddDays(VisitEveryDays))
            visits.Add(due.AddDays(random.Next(-5, 6)));
        visits.Add(last);
        return visits;
    }

    private static SwellingCourse DrawCourse(int number, DateOnly surgery, List<DateOnly> visits, Random random)
    {
        if (number % SwellsOneIn != SwellsOneIn - 1)
            return SwellingCourse.Flat;

        // The rise passes 10 % shortly before the last visit: older than 90 days it would open as a historical note, not a card.
        double rampTo = random.NextBetween(11, 12.6);
        DateOnly rampFrom = visits[^1].AddDays(-(int)(rampTo / SwellingCourse.RampPercentPerDay));
        DateOnly stepOn = visits[^1].AddDays(-random.Next(14, 50));
        double stepTo = random.NextBetween(13, 17);
        bool asRamp = number / SwellsOneIn % 2 == 1 && rampFrom > surgery.AddDays(90);
        return asRamp ? SwellingCourse.Ramp(rampFrom) : SwellingCourse.Step(stepOn, stepTo);
    }
}
