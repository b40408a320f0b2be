using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>Everything a hospital sends about one patient, with the mishaps of real interfaces.</summary>
/// <param name="Deliveries">In any order; sending order is by <see cref="Delivery.SentAt"/>.</param>
/// <param name="Truth">The answer sheet.</param>
public sealed record PatientHistory(IReadOnlyList<Delivery> Deliveries, PatientTruth Truth)
{
    // A clinic on the American east coast, without summer time for plainness.
    private static readonly TimeSpan ClinicOffset = TimeSpan.FromHours(-5);

    /// <summary>Makes one patient's history.</summary>
    public static PatientHistory Create(HospitalSettings settings, int number)
    {
        Random random = SeededDraws.ForPatient(settings.Seed, number);
        var person = SyntheticPerson.Draw(settings.End, random);
        var plan = PatientPlan.Draw(settings, number, random);
        var desk = new HospitalDesk(settings, number);

        Register(desk, plan, person, random);
        LimbMeasured baseline = MeasureOn(desk, plan, plan.RegisteredOn, 0, random);
        LimbMeasured last = baseline;
        for (int visit = 1; visit <= plan.Visits.Count; visit++)
            last = MeasureOn(desk, plan, plan.Visits[visit - 1], visit, random);
        TreatAsPlanned(desk, plan, random);

        return new PatientHistory(desk.Deliveries, TruthOf(desk.Subject, plan, baseline, last));
    }

    private static void Register(HospitalDesk desk, PatientPlan plan, SyntheticPerson person, Random random)
    {
        DateTimeOffset at = new(plan.RegisteredOn.ToDateTime(new TimeOnly(7, 30)), ClinicOffset); // before the first reading
        string site = plan.Limb.Site;
        desk.Send(FactTypes.PatientRegistered, "context", 1, at, record => new PatientRegistered(
            record,
            [new LimbAtRisk(site, plan.Side, "at-risk")],
            site == "arm" ? "breast-cancer" : "other-cancer",
            [new Surgery(plan.SurgeryOn, plan.Side, site, random.Next(2, 25))],
            plan.DominantSide));
        PatientDetails Details(SourceRecord record, string phone) =>
            new(record, person.Name, person.BirthDate, phone, person.Provider);
        desk.Send(FactTypes.PatientDetails, "details", 1, at, record => Details(record, person.Phone));

        // Somebody moves house: the directory must take the later number.
        if (plan.Number % 6 == 2)
        {
            string newPhone = SyntheticPerson.AnyPhone(random);
            desk.Send(FactTypes.PatientDetails, "details", 2, at.AddDays(200), record => Details(record, newPhone));
        }
    }

    private static LimbMeasured MeasureOn(HospitalDesk desk, PatientPlan plan, DateOnly day, int visit, Random random)
    {
        DateTimeOffset at = TimeOn(day, random);
        LimbMeasured fact = Read(plan, day, random);
        string record = $"measured-{visit:00}";
        switch (MishapOf(plan, visit))
        {
            case Mishap.SentLate:
                desk.Send(FactTypes.LimbMeasured, record, 1, at, r => fact with { Record = r }, sentAt: at.AddDays(random.Next(40, 120)));
                break;
            case Mishap.Doubled:
                desk.Send(FactTypes.LimbMeasured, record, 1, at, r => fact with { Record = r });
                desk.Repeat(at.AddDays(3));
                break;
            case Mishap.Corrected:
                desk.Send(FactTypes.LimbMeasured, record, 1, at, r => WithSlip(fact, plan) with { Record = r });
                desk.Send(FactTypes.LimbMeasured, record, 2, at, r => fact with { Record = r }, sentAt: at.AddDays(1));
                break;
            case Mishap.OtherPatientToo:
                desk.Send(FactTypes.LimbMeasured, record, 1, at, r => fact with { Record = r });
                LimbMeasured stranger = Read(plan with { SizeRatio = plan.SizeRatio * 1.3 }, plan.RegisteredOn, random);
                desk.Send(FactTypes.LimbMeasured, $"{record}-x", 1, at.AddHours(1), r => stranger with { Record = r });
                desk.Send(
                    FactTypes.RecordRetracted, $"{record}-x", 1, at.AddDays(2), r => new RecordRetracted(r, "wrong-patient"));
                break;
            default:
                desk.Send(FactTypes.LimbMeasured, record, 1, at, r => fact with { Record = r });
                break;
        }

        return fact;
    }

    /// <summary>Never the first or the last visit: the answer sheet and the board's cards rest on those.</summary>
    private static Mishap MishapOf(PatientPlan plan, int visit) => (plan.Number, visit) switch
    {
        (_, 0) => Mishap.None,
        _ when visit == plan.Visits.Count => Mishap.None,
        ({ } n, 1) when n % 6 == 4 => Mishap.OtherPatientToo,
        ({ } n, 1) when n % 5 == 2 => Mishap.Corrected,
        ({ } n, 2) when n % 3 == 0 => Mishap.Doubled,
        ({ } n, 2) when n % 4 == 1 => Mishap.SentLate,
        _ => Mishap.None,
    };

    private static LimbMeasured Read(PatientPlan plan, DateOnly day, Random random)
    {
        // Weight comes and goes in both limbs alike; the index the system uses must not see it.
        double both = plan.SizeRatio * (1 + (0.01 * random.NextNormal()));
        double swollen = 1 + (plan.Course.ChangePercentOn(day) / 100);
        LimbReading Side(string side) => plan.Limb.Read(
            both * (side == plan.DominantSide ? 1 + plan.Limb.DominantGain : 1) * (side == plan.Side ? swollen : 1), random);
        return new LimbMeasured(
            new SourceRecord("unnamed"),
            plan.Limb.Site,
            "tape-fixed",
            Left: Side("left"),
            Right: Side("right"),
            GirthUnit: "cm",
            StationMeaning: "edge",
            ProtocolId: "tape-4cm",
            ZeroLandmark: plan.Limb.ZeroLandmark,
            Posture: plan.Limb.Posture,
            RaterId: "pt-01");
    }

    /// <summary>A therapist reads 3 cm too much at one station of the limb at risk.</summary>
    private static LimbMeasured WithSlip(LimbMeasured fact, PatientPlan plan)
    {
        LimbReading Slipped(LimbReading reading) => new(
        [
            .. reading.Girths!.Select((girth, station) =>
                station == 6 ? girth with { Girth = Math.Round(girth.Girth + 3, 1, MidpointRounding.AwayFromZero) } : girth),
        ]);
        return plan.Side == "left"
            ? fact with { Left = Slipped(fact.Left!) }
            : fact with { Right = Slipped(fact.Right!) };
    }

    private static void TreatAsPlanned(HospitalDesk desk, PatientPlan plan, Random random)
    {
        // A swollen limb gets a course of drainage after its last visit but one; one patient in three has single sessions.
        bool isSwollen = plan.Course.Kind != CourseKind.Flat;
        int sessions = isSwollen ? 6 : plan.Number % 3 == 1 ? 2 : 0;
        DateOnly first = plan.Visits[^1].AddDays(isSwollen ? -13 : -60);
        string nodes = plan.Limb.Site == "arm" ? "axilla" : "groin";
        for (int session = 0; session < sessions; session++)
        {
            int minutes = random.Next(8, 13) * 5;
            desk.Send(
                FactTypes.SessionCompleted,
                $"session-{session + 1:00}",
                1,
                TimeOn(first.AddDays(2 * session), random),
                record => new SessionCompleted(
                    record,
                    minutes,
                    "therapist",
                    [$"{nodes}-{plan.OtherSide}", $"{nodes}-{plan.Side}", $"{plan.Limb.Site}-{plan.Side}"],
                    TherapistId: "pt-02",
                    Phase: isSwollen ? "intensive" : "maintenance",
                    ConsentGroin: nodes == "groin" ? "yes" : "not-needed",
                    PressureMmHg: 35,
                    BandagedAfter: isSwollen,
                    GarmentWornAfter: true,
                    StoppedEarly: false));
        }
    }

    private static PatientTruth TruthOf(string subject, PatientPlan plan, LimbMeasured baseline, LimbMeasured last)
    {
        double a1 = VolumeOf(baseline, plan.Side);
        double u1 = VolumeOf(baseline, plan.OtherSide);
        double a2 = VolumeOf(last, plan.Side);
        double u2 = VolumeOf(last, plan.OtherSide);
        return new PatientTruth(
            subject,
            plan.Limb.Site,
            plan.Side,
            plan.Course,
            plan.Visits[^1],
            plan.Course.ChangePercentOn(plan.Visits[^1]),
            MeasuredChangePercent: ((a2 * u1 / (u2 * a1)) - 1) * 100);
    }

    private static double VolumeOf(LimbMeasured fact, string side) =>
        LimbModel.VolumeMl((side == "left" ? fact.Left : fact.Right)!);

    private static DateTimeOffset TimeOn(DateOnly day, Random random) =>
        new(day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(15 * random.Next(0, 32)), ClinicOffset);

    private enum Mishap
    {
        None,
        SentLate,
        Doubled,
        Corrected,
        OtherPatientToo,
    }
}
