using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>What an episode and its alert are about: at most one unresolved alert a patient has each.</summary>
/// <remarks>Part of stored events, so its JSON is a storage format; a member that an older event lacks reads as null.</remarks>
/// <param name="Rule">Rule id.</param>
/// <param name="Limb">The limb; null for rules that are not about one.</param>
/// <param name="Extra">What tells it from others of its rule and limb, for example the symptom's code; null when nothing does.</param>
/// <param name="Side">The side of what is no limb, for example of a joint; null when the limb says it or nobody did.</param>
public sealed record AlertKey(string Rule, Limb? Limb, string? Extra = null, Side? Side = null)
{
    /// <summary>Its place among others, so that lists of them have one order; compared ordinally.</summary>
    [JsonIgnore]
    public string Place => $"{Rule} {Limb?.Site} {Limb?.Side} {Extra} {Side}";

    /// <summary>What <see cref="Extra"/> begins with for a trend of a limb that is not the one of its starting size.</summary>
    public const string SegmentPrefix = "segment-";

    /// <summary>
    /// True for two trends of one limb, or one and the same: history that comes late may move a reading from one to the other.
    /// </summary>
    public bool IsOfSameLimbAs(AlertKey other) => Rule == other.Rule && Limb is not null && Limb == other.Limb && IsTrend && other.IsTrend;

    private bool IsTrend => Extra is null || Extra.StartsWith(SegmentPrefix, StringComparison.Ordinal);
}

/// <summary>How an episode came to its end.</summary>
/// <param name="At">When: effective time of the fact that ended it, or the moment at which it ended by itself.</param>
/// <param name="By">The fact that met the clear rule; null when time alone did.</param>
public sealed record Ending(DateTimeOffset At, Guid? By);

/// <summary>A stretch of effective time in which a rule held.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Trail">The facts that fired.</param>
/// <param name="MarginPoints">
/// Evidence after a resolution, not more than this above its peak, is counted and not raised; null for rules without such a margin.
/// </param>
/// <param name="Numbers">What the rule used, by name with unit last.</param>
/// <param name="Message">What a coordinator should know and do.</param>
/// <param name="End">How it ended; null while it goes on.</param>
/// <param name="IsToldWhenOver">
/// False for what is of no interest once it is over, for example that a visit was overdue: it then starts no alert, and only
/// clears the one there is.
/// </param>
/// <param name="BeganAt">When it began by time alone; null when its first fact began it.</param>
public sealed record Episode(
    AlertKey Key,
    Trail Trail,
    double? MarginPoints,
    IReadOnlyDictionary<string, double> Numbers,
    string Message,
    Ending? End,
    bool IsToldWhenOver = true,
    DateTimeOffset? BeganAt = null)
{
    /// <summary>True while the clear rule has not been met.</summary>
    [JsonIgnore]
    public bool IsLive => End is null;
}
