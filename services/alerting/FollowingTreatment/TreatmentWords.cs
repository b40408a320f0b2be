using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>What the rules of treatment have in common: how an alert names a session, a booking, a course or a garment. Pure.</summary>
internal static class TreatmentWords
{
    // Of 64 hexadecimal digits: enough to tell the records of one patient apart, and short in an alert and its key.
    private const int NameLength = 16;

    /// <summary>What an alert about one record is about. A corrected version of the record keeps it.</summary>
    public static AlertKey KeyOf(string rule, FactOrigin origin) => new(rule, Limb: null, NameOf(origin));

    /// <summary>Name of a record within a patient: the beginning of its key, which is a keyed hash of source and id.</summary>
    public static string NameOf(FactOrigin origin) =>
        origin.RecordKey.Length <= NameLength ? origin.RecordKey : origin.RecordKey[..NameLength];

    /// <summary>The calendar day at the sender's own UTC offset.</summary>
    public static string DayOf(DateTimeOffset at) => $"{at:yyyy-MM-dd}";

    /// <summary>For example <c>heart disease and deep vein thrombosis</c>; each once.</summary>
    public static string And(IEnumerable<Contraindication> conditions) => And(conditions.Distinct().Order().Select(NameOf));

    /// <summary>For example <c>neck, left arm and chest</c>.</summary>
    public static string And(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>An area in words, for example <c>left arm</c>.</summary>
    public static string AreaOf(string area) => area.Split('-') is [var part, var side] ? $"{side} {part}" : area;

    private static string NameOf(Contraindication condition) => condition switch
    {
        Contraindication.Dvt => "deep vein thrombosis",
        _ => condition.ToWire().Replace('-', ' '),
    };
}
