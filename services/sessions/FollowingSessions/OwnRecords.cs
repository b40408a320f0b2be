namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>Records of what people say over sessions' own API. They name their session. Pure.</summary>
public static class OwnRecords
{
    /// <summary>The source they are records of.</summary>
    public const string Source = "urn:lymph:sessions";

    private const string PlanKind = "plan";
    private const string GivenKind = "given";

    // Half of the 32 digits of an id.
    private const int HalfLength = 16;

    /// <summary>Key of the plan of a session.</summary>
    public static string Plan(Guid session) => KeyOf(PlanKind, session);

    /// <summary>Key of what took place in a session.</summary>
    public static string Given(Guid session) => KeyOf(GivenKind, session);

    /// <summary>Key of a record that is written once, by the attempt that writes it.</summary>
    public static string Once(string kind, Guid unit) => KeyOf(kind, unit);

    /// <summary>The session of a plan or of what took place; null for any other record.</summary>
    public static Guid? SessionOf(SessionEvent fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Source != Source)
            return null;
        return fact switch
        {
            BookingRecorded => Named(PlanKind, fact.Record.Key),
            SessionRecorded => Named(GivenKind, fact.Record.Key),
            _ => null,
        };
    }

    // Others tell the records of a patient apart by the first 16 signs of a key. An id of version 7 begins with the time, so that two plans
    // made in one go would be one to them: the half that is random comes first.
    private static string KeyOf(string kind, Guid id)
    {
        string digits = id.ToString("N");
        return $"{digits[HalfLength..]}{digits[..HalfLength]}-{kind}";
    }

    private static Guid? Named(string kind, string key) =>
        key.Length == (2 * HalfLength) + 1 + kind.Length
        && key.EndsWith($"-{kind}", StringComparison.Ordinal)
        && Guid.TryParseExact($"{key[HalfLength..(2 * HalfLength)]}{key[..HalfLength]}", "N", out Guid session)
            ? session
            : null;
}
