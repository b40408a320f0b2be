using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>
/// One alert: an item of <c>GET /v1/alerts</c>, the data of <c>lymph.alert-raised.v1</c> and <c>lymph.alert-changed.v1</c>
/// on exchange <c>lymph.alerts</c>, and of the live stream. It points out a change a person may want to look at; it is no diagnosis.
/// </summary>
/// <param name="Id">Id of the alert.</param>
/// <param name="Patient">Our patient id; intake's <c>GET /v1/patients/{id}/identifiers</c> translates it back.</param>
/// <param name="Rule">Rule id, for example <c>LYM-001</c>.</param>
/// <param name="RuleSet">Version of the rule set that judged.</param>
/// <param name="Severity"><c>info</c>, <c>watch</c>, <c>call_provider</c> or <c>urgent</c>.</param>
/// <param name="Condition"><c>active</c>, <c>cleared</c>, <c>withdrawn</c> (its evidence was corrected away) or <c>lapsed</c>.</param>
/// <param name="Handling"><c>new</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Message">What a coordinator should know and do, in plain words.</param>
/// <param name="Numbers">The numbers the rule used, by name with unit last, for example <c>peakChangePercent</c>.</param>
/// <param name="Evidence">Ids of the facts that fired: the first, the peak and the latest 32, in effective order.</param>
/// <param name="EvidenceCount">How many facts fired in all.</param>
/// <param name="Historical">True when it came to light more than 90 days after its first evidence.</param>
/// <param name="FirstEffective">Effective time of the first evidence.</param>
/// <param name="RaisedAt">When staff could first know.</param>
/// <param name="Version">Counts what people did with this alert, from 0; the ETag of the alert.</param>
/// <param name="Extra">What tells it from other alerts of its rule, patient and limb: the symptom's code
/// (<c>LYM-010</c>, <c>-011</c>), the instrument (<c>-012</c>) or the part measured (<c>-007</c>); null for rules that need none.</param>
/// <param name="Assignee">The person who is to deal with it, by the subject of their token; null while nobody is.</param>
/// <param name="AcknowledgedBy">Who took it up, by the subject of their token; null while nobody did.</param>
/// <param name="AcknowledgedAs">How severe it was when it was taken up: <c>info</c>, <c>watch</c>, <c>call_provider</c> or
/// <c>urgent</c>; null while nobody did. Less than <paramref name="Severity"/> = it became more severe since and waits again.</param>
/// <param name="SnoozedUntil">Put aside until then, and out of the queue people work from; null while it is not.</param>
/// <param name="EscalationLevel">How often it was passed on to the lead since it waits, 1 to 3; null while it was not.</param>
/// <param name="EscalatedAt">When it was passed on last; null while it was not.</param>
public sealed record Alert(
    Guid Id,
    Guid Patient,
    string Rule,
    int RuleSet,
    [AllowedValues("info", "watch", "call_provider", "urgent")] string Severity,
    [AllowedValues("active", "cleared", "withdrawn", "lapsed")] string Condition,
    [AllowedValues("new", "acknowledged", "resolved")] string Handling,
    [AllowedValues("arm", "leg")] string? Site,
    [AllowedValues("left", "right")] string? Side,
    string Message,
    IReadOnlyDictionary<string, double> Numbers,
    IReadOnlyList<Guid> Evidence,
    int EvidenceCount,
    bool Historical,
    DateTimeOffset FirstEffective,
    DateTimeOffset RaisedAt,
    int Version,
    string? Extra = null,
    string? Assignee = null,
    string? AcknowledgedBy = null,
    [AllowedValues("info", "watch", "call_provider", "urgent")] string? AcknowledgedAs = null,
    DateTimeOffset? SnoozedUntil = null,
    int? EscalationLevel = null,
    DateTimeOffset? EscalatedAt = null);

/// <summary>A page of alerts, oldest first.</summary>
/// <param name="Items">At most the asked number.</param>
/// <param name="Next">Pass as <c>after</c> to read on; null on the last page, and then written as null.</param>
/// <param name="AsOf">Sequence number of alerting's log this page was read at; a resolution sends it back as <c>coveredTo</c>.</param>
/// <param name="Waiting">Those patients of this page with facts that wait and are not in the numbers; null when none has.</param>
public sealed record AlertPage(
    IReadOnlyList<Alert> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next,
    long AsOf,
    IReadOnlyList<PatientWaiting>? Waiting = null);

/// <summary>One alert with what people did with it.</summary>
/// <param name="Item">The alert.</param>
/// <param name="History">Every step, oldest first.</param>
/// <param name="AsOf">Sequence number of alerting's log this was read at.</param>
/// <param name="Waiting">Facts of the patient that wait and are not in the numbers; null when none does.</param>
public sealed record AlertDetails(
    Alert Item, IReadOnlyList<AlertStep> History, long AsOf, PatientWaiting? Waiting = null);

/// <summary>One step in the life of an alert.</summary>
/// <param name="At">When it was logged.</param>
/// <param name="What"><c>raised</c>, <c>repeated</c>, <c>upgraded</c>, <c>cleared</c>, <c>withdrawn</c>,
/// <c>reopened</c>, <c>acknowledged</c>, <c>assigned</c>, <c>resolved</c>, <c>noted</c>, <c>snoozed</c>, <c>snooze-ended</c>,
/// <c>escalated</c>, <c>lapsed</c>, <c>converted</c>, <c>taken-over</c>.</param>
/// <param name="By">Who did it; null for the system.</param>
/// <param name="Note">
/// Outcome and note of a resolution, to whom it was assigned, until when it was put aside, how far it was passed on, and what the
/// person wrote; null when there is nothing to say.
/// </param>
public sealed record AlertStep(DateTimeOffset At, string What, string? By, string? Note);

/// <summary>Body of <c>POST /v1/alerts/{id}/resolve</c>.</summary>
/// <param name="Outcome"><c>called</c>, <c>could-not-reach</c>, <c>not-useful</c> or <c>other</c>.</param>
/// <param name="CoveredTo">The <c>asOf</c> of the page the person saw: evidence logged later is not covered.</param>
/// <param name="Note">Free text, up to 2,000 characters; kept where it can be erased.</param>
public sealed record ResolveAlert(string Outcome, long CoveredTo, string? Note = null);

/// <summary>Body of <c>POST /v1/alerts/{id}/assign</c>.</summary>
/// <param name="Assignee">The subject of the token of the person who is to deal with it, 1 to 200 characters; null: nobody.</param>
public sealed record AssignAlert(string? Assignee);

/// <summary>Body of <c>POST /v1/alerts/{id}/note</c>.</summary>
/// <param name="Note">Free text, 1 to 2,000 characters; kept where it can be erased.</param>
public sealed record NoteAlert(string Note);

/// <summary>Body of <c>POST /v1/alerts/{id}/snooze</c>.</summary>
/// <param name="Until">When it comes back by itself: for an urgent alert within the hour; null: it is back at once.</param>
/// <param name="CoveredTo">The <c>asOf</c> of the page the person saw: evidence logged later brings it back at once.</param>
/// <param name="Note">Why, up to 2,000 characters; kept where it can be erased.</param>
public sealed record SnoozeAlert(DateTimeOffset? Until, long CoveredTo, string? Note = null);

/// <summary>Body of <c>POST /v1/alerts/{id}/escalate</c>: to the lead.</summary>
/// <param name="Note">Why, up to 2,000 characters; kept where it can be erased.</param>
public sealed record EscalateAlert(string? Note = null);

/// <summary>Body of <c>POST /v1/alerts/{id}/reopen</c>.</summary>
/// <param name="Note">Why, up to 2,000 characters; kept where it can be erased.</param>
public sealed record ReopenAlert(string? Note = null);
