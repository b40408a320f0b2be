using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.WearingCompression;

/// <summary>A patient's garments and how they are worn. The same facts in any order come to the same. Pure.</summary>
/// <remarks>
/// Windows and lapse are those of <see cref="CompressionAdherence"/>, the garment that a report is about that of
/// <see cref="GarmentsInUse"/>: alerting judges by the same. Of two reports of one day the longer time counts. A garment replaces those
/// of its kind, side and time of day that the patient got before it [choice].
/// </remarks>
public static class Compression
{
    /// <summary>Length of the longer window, calendar days. 28 [choice].</summary>
    public const int LongWindowDays = 28;

    /// <summary>Every garment with the days told of it, oldest first; the garment fitted last comes first.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="treatment">What is on record.</param>
    public static IReadOnlyList<(CompressionGarment Garment, IReadOnlyList<WornDay> Days)> Of(Guid patient, PatientTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        List<List<GarmentRecorded>> garments =
        [
            .. treatment.Versions<GarmentRecorded>().Select(version => version.Fact)
                .GroupBy(CurrentFacts.RecordOf)
                .Select(versions => versions.ToList()),
        ];
        ILookup<(string, string), WornDay> days = treatment.Current<GarmentWearRecorded>()
            .Select(told => told.Fact)
            .Select(told => (Told: told, Garment: GarmentOf(told, garments)))
            .Where(told => told.Garment is not null)
            .ToLookup(
                told => CurrentFacts.RecordOf(told.Garment!),
                told => new WornDay(told.Told.Wear.Day, told.Told.Wear.Hours, told.Garment!.Garment.HoursPerDay));
        return
        [
            .. garments
                .OrderByDescending(FittedOn)
                .ThenBy(versions => versions[0].Record.Key, StringComparer.Ordinal)
                .Select(versions => (
                    View(patient, versions, garments, DaysOf(versions)),
                    (IReadOnlyList<WornDay>)DaysOf(versions))),
        ];

        List<WornDay> DaysOf(List<GarmentRecorded> versions) =>
        [
            .. days[CurrentFacts.RecordOf(versions[0])]
                .GroupBy(day => day.Day)
                .OrderBy(day => day.Key)
                .Select(same => same.MaxBy(day => day.WornHours)!),
        ];
    }

    private static CompressionGarment View(
        Guid patient, List<GarmentRecorded> versions, List<List<GarmentRecorded>> all, List<WornDay> days)
    {
        Garment latest = versions[^1].Garment;
        DateOnly fitted = FittedOn(versions);
        DateOnly? last = days.Count == 0 ? null : days[^1].Day;
        return new(
            RecordName.Of(versions[^1]),
            patient,
            latest.Kind,
            latest.HoursPerDay,
            latest.Side?.ToWire(),
            latest.WornAt,
            latest.PressureMinMmHg,
            latest.PressureMaxMmHg,
            versions.Min(version => version.EffectiveTime),
            fitted,
            all.Where(other => IsOfTheSameUse(other[^1].Garment, latest)).Select(FittedOn).Where(day => day > fitted)
                .Select(day => (DateOnly?)day).Min(),
            last,
            Window(CompressionAdherence.WindowDays),
            Window(LongWindowDays),
            CompressionAdherence.LapsedSince(days));

        WornWindow Window(int length)
        {
            WornTime worn = CompressionAdherence.Over(days, length, last ?? fitted);
            return new(length, worn.ToldDays, worn.WornHours, worn.AdvisedHours, worn.Percent);
        }
    }

    // Of the version that counts; what it does not say, the first version dates.
    private static DateOnly FittedOn(List<GarmentRecorded> versions) =>
        versions[^1].Garment.HandedOutOn ?? versions.Min(version => DaysOf(version).Said);

    private static bool IsOfTheSameUse(Garment one, Garment other) =>
        (one.Kind, one.Side, one.WornAt) == (other.Kind, other.Side, other.WornAt);

    private static GarmentRecorded? GarmentOf(GarmentWearRecorded told, List<List<GarmentRecorded>> garments) =>
        told.Wear.OfRecord is { } named
            ? GarmentsInUse.At(
                garments.Find(versions => CurrentFacts.RecordOf(versions[0]) == (told.Source, named)) ?? [], DaysOf, told.Wear.Day)
            : GarmentsInUse.OnlyAt(garments, DaysOf, told.Wear.Day);

    private static (DateOnly Said, DateOnly? HandedOut) DaysOf(GarmentRecorded given) =>
        (DateOnly.FromDateTime(given.EffectiveTime.DateTime), given.Garment.HandedOutOn);
}
