namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Answer of <c>GET /v1/alerts/{id}/explanation</c>: why there is this alert, in plain words and numbers.</summary>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="RuleSet">Version of the rule set that judged last.</param>
/// <param name="Title">What the rule is called.</param>
/// <param name="FiresWhen">What it looks for, in words; the limits in force are among <paramref name="Limits"/>.</param>
/// <param name="Source">Where the rule and its limits come from.</param>
/// <param name="Readings">The facts it rests on, oldest first: the first, the peak and the latest few.</param>
/// <param name="Arithmetic">Formulas with the values put in; empty when the rule has none.</param>
/// <param name="Limits">The limits it was compared with, by name with unit last.</param>
/// <param name="ClearsWhen">What would end it; a card that needs a call stays until a person takes it away all the same.</param>
/// <param name="HowSure">How the finding compares with what measuring alone can do.</param>
/// <param name="Missing">What would make the finding surer and is not there; empty when nothing is missing.</param>
public sealed record AlertExplanation(
    Guid Alert,
    string Rule,
    int RuleSet,
    string Title,
    string FiresWhen,
    string Source,
    IReadOnlyList<ExplainedReading> Readings,
    IReadOnlyList<ExplainedFormula> Arithmetic,
    IReadOnlyDictionary<string, double> Limits,
    string ClearsWhen,
    string HowSure,
    IReadOnlyList<string> Missing);

/// <summary>A fact that an alert rests on.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="At">Effective time.</param>
/// <param name="What">What was measured or told, in words.</param>
public sealed record ExplainedReading(Guid Fact, DateTimeOffset At, string What);

/// <summary>A formula at work.</summary>
/// <param name="Fact">The reading it was worked out for.</param>
/// <param name="Formula">In symbols.</param>
/// <param name="WithValues">The same with the values put in; null when the readings do not share all stations, so that the
/// volumes shown are not the ones compared.</param>
/// <param name="Result">What it comes to, with its unit.</param>
public sealed record ExplainedFormula(Guid Fact, string Formula, string? WithValues, string Result);
