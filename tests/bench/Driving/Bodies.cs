using System.Globalization;
using System.Text;

namespace LymphOutcomes.Bench.Driving;

/// <summary>One pre-serialised CloudEvent.</summary>
/// <param name="Id">Its delivery id.</param>
/// <param name="Patient">The patient's identifier at the hospital.</param>
/// <param name="Json">UTF-8.</param>
internal sealed record Body(string Id, string Patient, byte[] Json);

/// <summary>
/// Makes the facts of every row: one kind (both arms by perometer), one size, serialised before any clock runs.
/// </summary>
/// <param name="now">No fact is later than this.</param>
internal sealed class Bodies(DateTimeOffset now)
{
    /// <summary>CloudEvents <c>source</c> of all of them.</summary>
    public const string Source = "urn:example:bench";

    /// <summary>Identifier system of all patients.</summary>
    public const string IdentifierSystem = "bench";

    private const double StartMl = 2_000;
    private int _serial;

    /// <summary>Facts over many patients, in turn; each patient's are spread evenly over the years before now.</summary>
    /// <param name="group">Names the patients: two groups share none.</param>
    /// <param name="events">How many in all.</param>
    /// <param name="patients">How many patients.</param>
    /// <param name="years">How far back the first one lies.</param>
    public IReadOnlyList<Body> Spread(string group, int events, int patients, int years = 2)
    {
        int each = (events + patients - 1) / patients;
        TimeSpan step = TimeSpan.FromDays(365.0 * years) / each;
        return
        [
            .. Enumerable.Range(0, events).Select(n =>
                Of($"{group}-{n % patients}", now - (step * (each - (n / patients))), StartMl + (n * 7 % 40))),
        ];
    }

    /// <summary>One fact.</summary>
    /// <param name="patient">Whose.</param>
    /// <param name="at">Effective time.</param>
    /// <param name="leftMl">Volume of the left arm, mL; the right arm has always the same.</param>
    public Body Of(string patient, DateTimeOffset at, double leftMl)
    {
        // The time of the run, so that a second run on one system meets no delivery of the first.
        string id = $"bench-{now:HHmmss}-{Interlocked.Increment(ref _serial):D8}";
        string json = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"specversion":"1.0","id":"{{{id}}}","source":"{{{Source}}}","type":"lymph.limb-measured.v1",
            """) + string.Create(CultureInfo.InvariantCulture, $$$"""
            "subject":"{{{IdentifierSystem}}}|{{{patient}}}","time":"{{{at:yyyy-MM-ddTHH:mm:ss.fffzzz}}}",
            """) + string.Create(CultureInfo.InvariantCulture, $$$"""
            "datacontenttype":"application/json","data":{"record":{"id":"record-{{{id}}}","version":1},"site":"arm",
            """) + string.Create(CultureInfo.InvariantCulture, $$$"""
            "method":"perometer","left":{"volumeMl":{{{leftMl:0.0}}}},"right":{"volumeMl":{{{StartMl:0.0}}}},
            """) + """
            "protocolId":"perometer-400","posture":"seated-90","raterId":"pt-07"}}
            """;
        return new(id, patient, Encoding.UTF8.GetBytes(json));
    }

    /// <summary>A fact of today: near the start size, or so far above it that LYM-001 fires.</summary>
    public Body Today(string patient, bool swollen) => Of(patient, now, swollen ? StartMl * 1.15 : StartMl + 10);

    /// <summary>The first fact of a patient, a year ago: it becomes the start size.</summary>
    public Body First(string patient) => Of(patient, now.AddYears(-1), StartMl);

    /// <summary>One HTTP body: the events as an array.</summary>
    public static byte[] ArrayOf(IReadOnlyList<Body> events)
    {
        using MemoryStream array = new();
        array.WriteByte((byte)'[');
        for (int n = 0; n < events.Count; n++)
        {
            if (n > 0)
                array.WriteByte((byte)',');
            array.Write(events[n].Json);
        }

        array.WriteByte((byte)']');
        return array.ToArray();
    }
}
