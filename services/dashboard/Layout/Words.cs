using System.Text;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.Layout;

/// <summary>
/// The words of the wire, as a coordinator reads them. A word that is not known here is shown as it came.
/// </summary>
public static class Words
{
    /// <summary>Severity in words.</summary>
    /// <param name="severity">As on the wire.</param>
    public static string Severity(string severity) => severity switch
    {
        "urgent" => "Urgent",
        "call_provider" => "Call provider",
        "watch" => "Watch",
        "info" => "For information",
        _ => severity,
    };

    /// <summary>Order of severities: the higher, the sooner a person must look.</summary>
    /// <param name="severity">As on the wire.</param>
    public static int Rank(string severity) => severity switch
    {
        "urgent" => 4,
        "call_provider" => 3,
        "watch" => 2,
        "info" => 1,
        // A severity newer than this dashboard: seen too early does less harm than seen too late.
        _ => 5,
    };

    /// <summary>What became of what the alert points at; null while it goes on.</summary>
    /// <param name="condition">As on the wire.</param>
    public static string? Condition(string condition) => condition switch
    {
        "active" => null,
        "cleared" => "Cleared: back below the limit since, or past the time the rule is about",
        "withdrawn" => "Withdrawn: no longer holds with what is known now",
        "lapsed" => "Lapsed: nothing was measured for a long time",
        _ => condition,
    };

    /// <summary>What people did so far.</summary>
    /// <param name="handling">As on the wire.</param>
    public static string Handling(string handling) => handling switch
    {
        "new" => "New",
        "acknowledged" => "Acknowledged",
        "resolved" => "Resolved",
        _ => handling,
    };

    /// <summary>True while somebody has to take it up: nobody has, or only when it was less severe.</summary>
    /// <param name="alert">As alerting says.</param>
    public static bool AwaitsSomebody(Alert alert) =>
        alert.Handling == "new"
        || (alert.Handling == "acknowledged" && alert.AcknowledgedAs is { } then && Rank(then) < Rank(alert.Severity));

    /// <summary>How far it was passed on; null when it was not.</summary>
    /// <param name="alert">As alerting says.</param>
    public static string? Escalation(Alert alert) =>
        alert.EscalationLevel is { } level ? $"Passed on to the lead (level {level})" : null;

    /// <summary>Outcome of a resolution.</summary>
    /// <param name="outcome">As on the wire.</param>
    public static string Outcome(string outcome) => outcome switch
    {
        "called" => "Called",
        "could-not-reach" => "Could not reach",
        "not-useful" => "Alert was not useful",
        "other" => "Other",
        _ => outcome,
    };

    /// <summary>Outcomes a person may choose from, as on the wire.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["called", "could-not-reach", "not-useful", "other"];

    /// <summary>One step in the life of an alert.</summary>
    /// <param name="step">As on the wire.</param>
    public static string Step(string step) => step switch
    {
        "raised" => "Raised",
        "repeated" => "Judged again: its readings or numbers changed",
        "upgraded" => "Became more severe",
        "cleared" => "Cleared",
        "withdrawn" => "Withdrawn",
        "reopened" => "Back in the queue",
        "acknowledged" => "Acknowledged",
        "assigned" => "Assigned",
        "resolved" => "Resolved",
        "noted" => "Note",
        "snoozed" => "Put aside",
        "snooze-ended" => "No longer put aside",
        "taken-over" => "Moved by a merge of patients",
        "escalated" => "Passed on to the lead",
        "lapsed" => "Lapsed: nothing was heard for a long time",
        "converted" => "Made a live alert",
        _ => step,
    };

    /// <summary>How a notification fared.</summary>
    /// <param name="state">As on the wire.</param>
    public static string NotificationState(string state) => state switch
    {
        "sent" => "Notified",
        "waiting" => "Being notified",
        "failed" => "Not reached",
        _ => state,
    };

    /// <summary>How a notification travels.</summary>
    /// <param name="channel">As on the wire.</param>
    public static string Channel(string channel) => channel switch
    {
        "email" => "e-mail",
        _ => channel,
    };

    /// <summary>A limb, for example <c>Left arm</c>; null when the alert is about no limb.</summary>
    /// <param name="site"><c>arm</c> or <c>leg</c>.</param>
    /// <param name="side"><c>left</c> or <c>right</c>.</param>
    public static string? Limb(string? site, string? side) => (site, side) switch
    {
        (null, _) => null,
        (_, null) => Capital(site),
        _ => $"{Capital(side)} {site}",
    };

    /// <summary>The limb on the other side.</summary>
    /// <param name="site"><c>arm</c> or <c>leg</c>.</param>
    /// <param name="side"><c>left</c> or <c>right</c>.</param>
    public static string OtherLimb(string site, string side) =>
        $"{(string.Equals(side, "left", StringComparison.Ordinal) ? "Right" : "Left")} {site}";

    /// <summary>What a change was computed from.</summary>
    /// <param name="index">As on the wire.</param>
    public static string Index(string? index) => index switch
    {
        null => "",
        "rvc" => "from the starting size, corrected by the other limb",
        "wac" => "from the starting size, corrected by body weight",
        "unadjusted" => "from the starting size, not corrected by anything",
        "excess" => "to the other limb, for want of a starting size",
        _ => index,
    };

    /// <summary>The short name clinicians use for it.</summary>
    /// <param name="index">As on the wire.</param>
    public static string IndexShort(string? index) => index is "rvc" or "wac" ? index.ToUpperInvariant() : index ?? "";

    /// <summary>How large a change is.</summary>
    /// <param name="band">As on the wire.</param>
    public static string Band(string? band) => band switch
    {
        null => "",
        "within_noise" => "within measurement noise",
        "borderline" => "borderline",
        "low_volume" => "low-volume swelling",
        "lymphedema_range" => "lymphedema range",
        _ => band,
    };

    /// <summary>Why a reading is kept out of the trend.</summary>
    /// <param name="held">As on the wire.</param>
    /// <param name="why">In alerting's words, with the numbers; null when it gave none.</param>
    public static string Held(string held, string? why)
    {
        string what = held switch
        {
            "unit_suspected" => "held, the unit looks wrong",
            "side_swap_suspected" => "held, left and right look exchanged",
            "stations_differ" => "held, neighbouring girths differ too much",
            "jump" => "held, too large a change for the time",
            "rejected" => "called wrong, not used",
            _ => $"held, {held}",
        };
        return why is null || held == "rejected" ? what : $"{what}: {why}";
    }

    /// <summary>By which method a reading is, where a limb was measured by several.</summary>
    /// <param name="segment">The readings by that method.</param>
    /// <param name="at">When this reading was.</param>
    public static string Segment(TrajectorySegment segment, DateTimeOffset at)
    {
        string method = segment.Method switch
        {
            "tape-fixed" => "tape at fixed steps",
            "tape-landmark" => "tape at landmarks",
            "water" => "water displacement",
            "3d-scan" => "3D scan",
            _ => segment.Method,
        };
        return (segment.Number, at == segment.From, segment.Bridged) switch
        {
            (1, _, _) => $"by {method}",
            (_, true, true) => $"now by {method}, carried over from the method before",
            (_, true, false) => $"now by {method}, the trend starts anew",
            (_, _, true) => $"by {method}, carried over",
            _ => $"by {method}",
        };
    }

    /// <summary>
    /// That facts wait, which and why: <c>2 facts wait and are not in the numbers: weight measured (not supported yet, 2).</c>
    /// </summary>
    /// <param name="waiting">As alerting says.</param>
    public static string Waiting(PatientWaiting waiting)
    {
        string count = waiting.Count == 1 ? "1 fact waits and is" : $"{waiting.Count} facts wait and are";
        // So many that which is not known of the ones left.
        if (waiting.Kinds.Count == 0)
            return $"{count} not in the numbers.";
        string kinds = string.Join(", ", waiting.Kinds.Select(kind => $"{Fact(kind.Type)} ({Why(kind.Reason)}, {kind.Count})"));
        int named = waiting.Kinds.Sum(kind => kind.Count);
        string more = waiting.Count > named ? " and more" : "";
        return $"{count} not in the numbers: {kinds}{more}.";
    }

    // lymph.weight-measured.v1, or weight-measured from within.
    private static string Fact(string? type)
    {
        if (type is null)
            return "of unknown kind";
        string[] parts = type.Split('.');
        return (parts.Length == 3 ? parts[1] : type).Replace('-', ' ');
    }

    private static string Why(string reason) => reason switch
    {
        "not-yet-supported" => "not supported yet",
        "unknown-type" => "of a type nobody knows",
        "value-out-of-range" => "a value no patient can have",
        "id-reused" => "sent under an id used before",
        "time-in-future" => "dated in the future",
        "time-before-birth" => "dated before birth",
        "unreadable" => "cannot be read yet",
        _ => reason.Replace('-', ' '),
    };

    /// <summary>Where a starting size comes from.</summary>
    /// <param name="kind">As on the wire.</param>
    public static string Baseline(string kind) => kind switch
    {
        "set" => "named by a person",
        "pre-operative" => "measured before surgery",
        "first" => "first measurement known",
        _ => kind,
    };

    /// <summary>
    /// A name of the wire as words: <c>peakChangePercent</c> is <c>Peak change</c> (its unit is <see cref="Unit"/>).
    /// </summary>
    /// <param name="name">Camel case, the unit last.</param>
    public static string NumberName(string name)
    {
        var words = new StringBuilder();
        foreach (char letter in Unit(name) is { } unit ? name[..^unit.Suffix.Length] : name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(words.Length == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    /// <summary>The unit a name of the wire ends in; null when it ends in none.</summary>
    /// <param name="name">Camel case, the unit last.</param>
    public static (string Suffix, string Sign)? Unit(string name)
    {
        foreach ((string Suffix, string Sign) unit in Units)
        {
            if (name.Length > unit.Suffix.Length && name.EndsWith(unit.Suffix, StringComparison.Ordinal))
                return unit;
        }

        return null;
    }

    private static readonly (string Suffix, string Sign)[] Units =
    [
        ("Percent", "%"), ("Ml", "mL"), ("Cm", "cm"), ("Kg", "kg"), ("Days", "days"), ("Hours", "hours"), ("Points", "points"),
        ("Celsius", "°C"), ("Count", ""),
    ];

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
