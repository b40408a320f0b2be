using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Testing.Driving;

/// <summary>
/// A patient nobody has seen before: name, limb and girths come from a seed, the record number from this run, so that the same
/// seed can be played twice to one system.
/// </summary>
public sealed class InventedPatient
{
    private static readonly string[] FirstNames =
        ["Alma", "Bodil", "Carmen", "Dilek", "Edith", "Femke", "Greta", "Hana", "Imani", "Jorun"];
    private static readonly string[] LastNames =
        ["Adler", "Bakker", "Castillo", "Demir", "Eriksen", "Fontaine", "Grosz", "Holm", "Ito", "Jansen"];
    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly double[] _limbGirthsCm;
    private readonly double[] _otherGirthsCm;

    private InventedPatient(Random random, DateTimeOffset now)
    {
        _random = random;
        _now = now.ToOffset(TimeSpan.FromHours(2));
        Number = $"A-{Guid.CreateVersion7(now):n}";
        Name = $"{FirstNames[random.Next(FirstNames.Length)]} {LastNames[random.Next(LastNames.Length)]}-{random.Next(100, 1000)}";
        Phone = $"+1 555 01{random.Next(10, 100)} {random.Next(100, 1000)}";
        Provider = new($"Dr. {LastNames[random.Next(LastNames.Length)]}", $"+1 555 02{random.Next(10, 100)}");
        Site = random.Next(2) == 0 ? "arm" : "leg";
        Side = random.Next(2) == 0 ? "left" : "right";
        _limbGirthsCm = Girths();
        _otherGirthsCm = [.. _limbGirthsCm.Select(girth => girth * Between(0.96, 1.04))];
    }

    /// <summary>The hospital's own number of the patient.</summary>
    public string Number { get; }

    public string Name { get; }

    public string Phone { get; }

    public ProviderToCall Provider { get; }

    /// <summary><c>arm</c> or <c>leg</c>.</summary>
    public string Site { get; }

    /// <summary><c>left</c> or <c>right</c>.</summary>
    public string Side { get; }

    /// <summary>CloudEvents subject.</summary>
    public string Subject => $"mrn|{Number}";

    public static InventedPatient From(Random random) => new(random, TimeProvider.System.GetUtcNow());

    /// <summary>
    /// What the system must know first: care context, details and, from before surgery, the starting size. Recent enough that
    /// no visit is overdue.
    /// </summary>
    public IReadOnlyList<Delivery> Beginning() =>
    [
        Fact("patient-registered", "context", daysAgo: 119, record => new PatientRegistered(
            record,
            [new(Site, Side, "at-risk")],
            "other-cancer",
            [new(DateOnly.FromDateTime(_now.AddDays(-116).DateTime), Side, Site, _random.Next(1, 25))])),
        Fact("patient-details", "details", daysAgo: 119, record => new PatientDetails(
            record,
            Name,
            new DateOnly(_random.Next(1940, 1990), _random.Next(1, 13), _random.Next(1, 28)),
            Phone,
            Provider)),
        Measured("baseline", changePercent: 0, daysAgo: 118, otherLimb: 1),
    ];

    /// <summary>A reading of both limbs whose relative volume change is exactly the given one.</summary>
    /// <param name="record">Name of the record within this patient.</param>
    /// <param name="changePercent">RVC, percent.</param>
    /// <param name="daysAgo">When it was measured.</param>
    /// <param name="otherLimb">Volume of the other limb against its start; by default a few percent off, for RVC must
    /// correct it.</param>
    public Delivery Measured(string record, double changePercent, double daysAgo, double? otherLimb = null)
    {
        // A frustum's volume grows with the square of its girths.
        double other = otherLimb ?? Between(0.97, 1.03);
        LimbReading limb = Reading(_limbGirthsCm, Math.Sqrt(other * (1 + (changePercent / 100))));
        LimbReading otherSide = Reading(_otherGirthsCm, Math.Sqrt(other));
        return Fact("limb-measured", record, daysAgo, source => new LimbMeasured(
            source,
            Site,
            "tape-fixed",
            Side == "left" ? limb : otherSide,
            Side == "left" ? otherSide : limb,
            "cm",
            "edge",
            "tape-4cm"));
    }

    /// <summary>A drainage session.</summary>
    public Delivery Session(string record, double daysAgo) =>
        Fact("session-completed", record, daysAgo, source =>
            new SessionCompleted(source, _random.Next(20, 80), "therapist"));

    /// <summary>An earlier record of this patient was wrong.</summary>
    public Delivery Retraction(string record) =>
        Fact("record-retracted", record, daysAgo: 0, source => new RecordRetracted(source, "entered-in-error"));

    /// <summary>Any fact of this patient.</summary>
    public Delivery Fact(string type, string record, double daysAgo, Func<SourceRecord, object> data) => new(
        $"{Number}-{type}-{record}",
        $"lymph.{type}.v1",
        Subject,
        _now.AddDays(-daysAgo),
        data(new($"{Number}-{record}", Version: 1)));

    private static LimbReading Reading(double[] girthsCm, double scale) =>
        new([.. girthsCm.Select((girth, station) => new GirthAtStation(station * 4, girth * scale))]);

    // Wider towards the trunk, never narrower: the rough shape of a limb, within what intake takes for possible.
    private double[] Girths()
    {
        (double girth, double step, int stations) = Site == "arm"
            ? (Between(15, 18), 1.8, _random.Next(8, 12))
            : (Between(20, 25), 3.2, _random.Next(10, 15));
        double[] girths = new double[stations];
        for (int i = 0; i < stations; i++)
        {
            girths[i] = girth;
            girth += Between(0.2, step);
        }

        return girths;
    }

    private double Between(double low, double high) => low + ((high - low) * _random.NextDouble());
}
