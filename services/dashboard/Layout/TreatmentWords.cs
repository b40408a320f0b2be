using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Dashboard.Layout;

/// <summary>The words of treatment on the wire, as a therapist reads them. A word that is not known here is shown as it came.</summary>
public static class TreatmentWords
{
    /// <summary>What a screen came to. Only <c>may-treat</c> says that a session may go ahead.</summary>
    /// <param name="verdict">As on the wire.</param>
    public static string Verdict(string verdict) => verdict switch
    {
        "may-treat" => "Nothing on record speaks against it",
        "restricted" => "Not all areas",
        "hold" => "Hold: do not treat",
        "unknown" => "Not known: too little is on record to say",
        _ => $"Not known here: {Plain(verdict)}",
    };

    /// <summary>How far a session is.</summary>
    /// <param name="state">As on the wire.</param>
    public static string State(string state) => state switch
    {
        "started" => "Going on",
        "no-show" => "The patient did not come",
        "retracted" => "Taken back",
        _ => Capital(Plain(state)),
    };

    /// <summary>Who gives a session.</summary>
    /// <param name="givenBy">As on the wire.</param>
    public static string GivenBy(string givenBy) => givenBy switch
    {
        "self" => "Self-massage",
        "caregiver" => "Massage by a caregiver",
        "therapist" => "By a therapist",
        _ => Capital(Plain(givenBy)),
    };

    /// <summary>What was otherwise than protocol or plan say.</summary>
    /// <param name="code">As on the wire.</param>
    public static string Deviation(string code) => code switch
    {
        "node-areas-first" => "Treated before the node areas",
        "order" => "Treated in another order than planned",
        "not-planned" => "Treated and not planned",
        "left-out" => "Planned and left out",
        "groin-consent" => "Treated without the patient's yes on record",
        _ => Capital(Plain(code)),
    };

    /// <summary>Why, in a sentence without its end.</summary>
    /// <param name="code">As on the wire.</param>
    /// <param name="condition">The condition that is active; null when it is none.</param>
    /// <param name="areas">The areas meant; null when it is none.</param>
    public static string Reason(string code, string? condition, IReadOnlyList<string>? areas) => (code, condition, areas) switch
    {
        ("temperature", _, _) => "The thermometer shows a fever",
        (_, { } active, _) => $"{Capital(Condition(active))} is on record as active",
        ("area", _, { Count: > 0 }) => $"Must not be touched: {Areas(areas)}",
        ("consent", _, { Count: > 0 }) => $"The patient has not agreed to {Areas(areas)}",
        ("unreadable", _, _) => "Something that may speak against it could not be read",
        ("waiting", _, _) => "Something that may speak against it waits in quarantine",
        ("no-facts", _, _) => "Nothing is known of the patient",
        ("stale", _, _) => "Nothing was heard from the hospitals for too long",
        _ => Capital(Plain(code)),
    };

    /// <summary>A condition, for example <c>heart disease</c>.</summary>
    /// <param name="condition">As on the wire.</param>
    public static string Condition(string condition) => condition switch
    {
        "dvt" => "deep vein thrombosis",
        _ => Plain(condition),
    };

    /// <summary>Areas of the body in their order, for example <c>neck, left armpit</c>.</summary>
    /// <param name="areas">As on the wire.</param>
    public static string Areas(IReadOnlyList<string> areas) => string.Join(", ", areas.Select(Area));

    /// <summary>An area of the body, for example <c>left arm</c>.</summary>
    /// <param name="area">As on the wire.</param>
    public static string Area(string area)
    {
        ArgumentNullException.ThrowIfNull(area);
        string[] parts = area.Split('-');
        string place = parts[0] == "axilla" ? "armpit" : parts[0];
        return parts is [_, "left" or "right"] ? $"{parts[1]} {place}" : Plain(area);
    }

    /// <summary>How a course went.</summary>
    /// <param name="verdict">As on the wire.</param>
    /// <param name="whyNot">Why that cannot be said; null when it can.</param>
    public static string Response(string verdict, string? whyNot) => verdict switch
    {
        "not-evaluable" => $"Not evaluable: {WhyNot(whyNot)}",
        "not-lacking" => "No lack of response so far",
        "watch" => "Little response: watch",
        "call-provider" => "Little response: ask the provider about alternatives",
        _ => Plain(verdict),
    };

    /// <summary>What something on the time axis is.</summary>
    /// <param name="item">As sessions says.</param>
    public static string Kind(TimelineItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Kind switch
        {
            "session" => $"{Capital(Session(item))} took place",
            "plan" => $"{Capital(Session(item))} is planned",
            "side-effects" => "Side effects told",
            "instruction" => "Self-massage taught",
            "measurement" => $"{Capital(item.What ?? "limbs")} measured",
            "garment" => $"{Capital(Plain(item.What ?? "garment"))}{(item.Side is { } side ? $", {side}" : "")} fitted",
            "condition" => $"{Capital(Condition(item.What ?? "a condition"))} active",
            "fever" => "Fever by the thermometer",
            "restriction" => "Areas not to be touched",
            "clearance" => "A provider allows drainage",
            _ => Capital(Plain(item.Kind)),
        };
    }

    /// <summary>The rest of what is known of it; empty when there is no more.</summary>
    /// <param name="item">As sessions says.</param>
    public static string Details(TimelineItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        List<string> parts = [];
        if (item.Areas is { Count: > 0 } areas)
            parts.Add(Areas(areas));
        if (item is { Kind: "restriction", What: { } reason })
            parts.Add(Plain(reason));
        if (item.Conditions is { Count: > 0 } conditions)
            parts.Add($"in spite of {string.Join(", ", conditions.Select(Condition))}");
        if (item.Effects is { Count: > 0 } effects)
            parts.Add(string.Join(", ", effects.Select(one => one.Score is { } score ? $"{one.Effect} {score} of 10" : one.Effect)));
        if (item.Sizes is { Count: > 0 } sizes)
            parts.Add(string.Join(", ", sizes.Select(size => $"{size.Side} {Figures.Volume(size.Ml)}")));
        return string.Join("; ", parts);
    }

    /// <summary>True for what goes on until something ends it: without an end it goes on still.</summary>
    /// <param name="item">As sessions says.</param>
    public static bool GoesOn(TimelineItem item) => item is { Until: null };

    /// <summary>A word of the wire without its hyphens.</summary>
    /// <param name="word">As on the wire.</param>
    public static string Plain(string word) => word.Replace('-', ' ');

    /// <summary>The same with a capital letter.</summary>
    /// <param name="words">Any.</param>
    public static string Capital(string words) =>
        string.IsNullOrEmpty(words) ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static string Session(TimelineItem item)
    {
        string who = item.GivenBy switch
        {
            "self" => "self-massage",
            "caregiver" => "massage by a caregiver",
            _ => "session by a therapist",
        };
        return item.Purpose == "cosmetic" ? $"cosmetic {who}" : who;
    }

    private static string WhyNot(string? code) => code switch
    {
        null => "why was not said",
        "no-reading-before" => "no measurement before it",
        "no-reading-after" => "no measurement after it",
        "excess-too-small" => "the swelling was too small to begin with",
        "not-comparable" => "the measurements cannot be compared",
        "cosmetic" => "cosmetic care",
        _ => Plain(code),
    };
}
