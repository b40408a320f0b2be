namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>What the facts of a row do to the alert of its rule.</summary>
public enum RowKind
{
    /// <summary>They raise it.</summary>
    Raises,

    /// <summary>They miss it by the smallest step.</summary>
    Silent,

    /// <summary>They raise it, and what comes later ends its condition.</summary>
    Clears,

    /// <summary>They raise it, and nothing ends its condition: it waits for a person, whatever comes later.</summary>
    Stays,
}

/// <summary>A row of the table of rules: public facts about a patient nobody has seen before, and the alert they come to.</summary>
/// <param name="Rule">For example <c>LYM-001</c>.</param>
/// <param name="Kind">What the facts do.</param>
/// <param name="Severity">Of the alert; null for a row that is silent.</param>
/// <param name="Steps">What happens, in order; the next step waits until everything before it was judged.</param>
public sealed record RuleRow(string Rule, RowKind Kind, string? Severity, params IReadOnlyList<RowStep> Steps)
{
    /// <summary>Tells the row from the others.</summary>
    public string Name => Severity is null ? $"{Rule} {Word}" : $"{Rule} {Word} {Severity}";

    /// <summary>The alert's condition in the end; null for a row that is silent.</summary>
    public string? Condition => Kind switch
    {
        RowKind.Silent => null,
        RowKind.Clears => "cleared",
        _ => "active",
    };

    private string Word => $"{Kind}".ToLowerInvariant();

    /// <summary>Facts that raise the alert, perhaps only in their second part.</summary>
    public static RuleRow Raises(string rule, string severity, RowFact[] facts, params RowFact[][] then) =>
        new(rule, RowKind.Raises, severity, [facts, .. then.Select(later => (RowStep)later)]);

    /// <summary>Facts that just do not raise it.</summary>
    public static RuleRow Silent(string rule, RowFact[] facts, params RowFact[][] then) =>
        new(rule, RowKind.Silent, Severity: null, [facts, .. then.Select(later => (RowStep)later)]);

    /// <summary>Facts that raise it, and later ones or a person's act that clear it.</summary>
    public static RuleRow Clears(string rule, string severity, RowFact[] facts, params RowStep[] then) =>
        new(rule, RowKind.Clears, severity, [facts, .. then]);

    /// <summary>Facts that raise it, and later ones or a person's acts that might be thought to clear it and do not.</summary>
    public static RuleRow Stays(string rule, string severity, RowFact[] facts, params RowStep[] then) =>
        new(rule, RowKind.Stays, severity, [facts, .. then]);
}

/// <summary>One step of a row.</summary>
/// <param name="Facts">What the hospital sends.</param>
/// <param name="Act">What a coordinator does with the alert of the rule.</param>
public sealed record RowStep(IReadOnlyList<RowFact> Facts, PersonAct Act = PersonAct.None)
{
    // Said in full: with less the compiler takes the copying constructor, and comes back here.
    public static implicit operator RowStep(RowFact[] facts) => new(facts, PersonAct.None);

    public static implicit operator RowStep(PersonAct act) => new([], act);
}

/// <summary>What a coordinator can do with an alert in a row.</summary>
public enum PersonAct
{
    None,

    /// <summary>Takes it up.</summary>
    Acknowledge,

    /// <summary>Says that it was dealt with.</summary>
    Resolve,

    /// <summary>Says that the reading it holds back is right.</summary>
    Release,
}

/// <summary>One fact, as a hospital publishes it.</summary>
/// <param name="Type">Name of a fact type, without prefix and version.</param>
/// <param name="DaysAgo">CloudEvents <c>time</c>; days and parts of days before the moment the table is played.</param>
/// <param name="Data">Makes the data.</param>
/// <param name="Record">Name of the record within the row; null for one that nothing refers to.</param>
/// <param name="Version">Version of the record.</param>
public sealed record RowFact(string Type, double DaysAgo, Func<RowPatient, object> Data, string? Record = null, int Version = 1);
