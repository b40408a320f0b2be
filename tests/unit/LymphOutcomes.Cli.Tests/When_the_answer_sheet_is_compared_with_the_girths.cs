using System.Text.Json;
using LymphOutcomes.Cli.Simulating;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Tests;

/// <summary>The test folds what was sent by itself (latest version, nothing retracted) with its own arithmetic.</summary>
public sealed class When_the_answer_sheet_is_compared_with_the_girths
{
    private static readonly SyntheticHospital Hospital =
        SyntheticHospital.Create(new HospitalSettings(20261122, 400, 730, new DateOnly(2026, 11, 22)));

    [Fact]
    public void The_measured_change_is_that_of_the_girths_sent() =>
        Assert.All(Hospital.Truth, t => Assert.Equal(LastChange(t), t.MeasuredChangePercent, 1e-9));

    [Fact]
    public void Measured_and_true_change_differ_by_no_more_than_the_error_of_measurement()
    {
        // Four volumes go into one change: 2 SEM is one standard deviation, 5 of those are never left in 400 patients.
        Assert.All(Hospital.Truth, t => Assert.InRange(
            t.MeasuredChangePercent - t.TrueChangePercent, -5 * 2 * SemPercent(t), 5 * 2 * SemPercent(t)));
    }

    [Theory]
    [InlineData("arm", 1.64)]
    [InlineData("leg", 2.4)]
    public void The_spread_over_many_patients_is_the_published_one(string site, double expectedSd)
    {
        List<double> errors =
        [
            .. Hospital.Truth.Where(t => t.Site == site && t.Course.Kind == CourseKind.Flat).Select(t => t.MeasuredChangePercent),
        ];
        double mean = errors.Average();
        double sd = Math.Sqrt(errors.Sum(e => (e - mean) * (e - mean)) / (errors.Count - 1));

        Assert.InRange(mean, -4 * expectedSd / Math.Sqrt(errors.Count), 4 * expectedSd / Math.Sqrt(errors.Count));
        Assert.InRange(sd, 0.75 * expectedSd, 1.25 * expectedSd);
    }

    [Fact]
    public void One_patient_in_four_is_truly_swollen_at_the_last_visit()
    {
        Assert.Equal(100, Hospital.Truth.Count(t => t.IsSwollen));
        Assert.All(Hospital.Truth, t => Assert.Equal(t.Course.Kind != CourseKind.Flat, t.IsSwollen));
        Assert.Contains(Hospital.Truth, t => t.Course.Kind == CourseKind.Ramp);
        Assert.Contains(Hospital.Truth, t => t.Course.Kind == CourseKind.Step);
    }

    [Fact]
    public void A_flat_limb_never_reads_as_swollen_at_its_last_visit() =>
        Assert.DoesNotContain(Hospital.Truth, t => t is { Course.Kind: CourseKind.Flat, Site: "arm", ReadsSwollen: true });

    [Fact]
    public void The_last_visit_is_fresh_enough_to_be_a_card_and_late_enough_after_surgery() =>
        Assert.All(Hospital.Truth, t =>
        {
            Assert.InRange(new DateOnly(2026, 11, 22).DayNumber - t.LastVisit.DayNumber, 1, 30);
            DateOnly surgery = Hospital.Events
                .First(e => e.Subject == t.Subject && e.Type == "lymph.patient-registered.v1")
                .Data.Deserialize<PatientRegistered>(ContractJson.Options)!.Surgeries![0].Date;
            Assert.True(t.LastVisit.DayNumber - surgery.DayNumber > 90);
        });

    [Fact]
    public void A_truncated_cone_has_its_published_volume() =>
        Assert.Equal(154.4863980945, LimbModel.VolumeMl(new LimbReading([new(0, 20), new(4, 24)])), 1e-9);

    private static double SemPercent(PatientTruth t) => 100 * (t.Site == "arm" ? LimbModel.Arm : LimbModel.Leg).VolumeSem;

    private static double LastChange(PatientTruth truth)
    {
        List<CloudEvent> events = [.. Hospital.Events.Where(e => e.Subject == truth.Subject)];
        HashSet<string> retracted =
        [
            .. events.Where(e => e.Type == "lymph.record-retracted.v1")
                .Select(e => e.Data.Deserialize<RecordRetracted>(ContractJson.Options)!.Record.Id),
        ];
        List<LimbMeasured> readings =
        [
            .. events.Where(e => e.Type == "lymph.limb-measured.v1")
                .OrderBy(e => e.Time)
                .Select(e => e.Data.Deserialize<LimbMeasured>(ContractJson.Options)!)
                .Where(r => !retracted.Contains(r.Record.Id))
                .GroupBy(r => r.Record.Id)
                .Select(versions => versions.MaxBy(r => r.Record.Version)!),
        ];
        (double a1, double u1) = Volumes(readings[0], truth.Side);
        (double a2, double u2) = Volumes(readings[^1], truth.Side);
        return 100 * ((a2 / a1 / (u2 / u1)) - 1);
    }

    private static (double AtRisk, double Other) Volumes(LimbMeasured reading, string side)
    {
        (LimbReading? atRisk, LimbReading? other) = side == "left" ? (reading.Left, reading.Right) : (reading.Right, reading.Left);
        return (Cones(atRisk!), Cones(other!));
    }

    private static double Cones(LimbReading limb) => limb.Girths!.Zip(limb.Girths!.Skip(1)).Sum(pair =>
    {
        double r1 = pair.First.Girth / (2 * Math.PI);
        double r2 = pair.Second.Girth / (2 * Math.PI);
        return Math.PI / 3 * (pair.Second.PositionCm - pair.First.PositionCm) * ((r1 * r1) + (r1 * r2) + (r2 * r2));
    });
}
