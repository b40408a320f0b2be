using System.Text;
using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>The tables for people and the one JSON object for programs.</summary>
/// <param name="board">The counts.</param>
/// <param name="rules">Ids of the rules that told anything.</param>
/// <param name="others">Names of the detectors run beside the engine, the limit last.</param>
/// <param name="run">What was run.</param>
internal sealed class SignalReport(Board board, IReadOnlyList<string> rules, IReadOnlyList<string> others, SignalRun run)
{
    public const string Engine = "the rules";
    public const string Limit = "the limit: CUSUM told noise and ramp";
    public const string LimitOfFew = "the limit, set to 0.9 false";
    public static readonly string OneOfFive = Detector.OneReading(5).Name;
    public static readonly string OneOfTen = Detector.OneReading(10).Name;

    /// <summary>One line.</summary>
    public string Json
    {
        get
        {
            Tally engine = board.Of(Engine);
            Tally ten = board.Of(OneOfTen);
            Tally limit = board.Of(Limit);
            return JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["seed"] = run.Seed,
                ["patients"] = engine.Patients,
                ["commit"] = run.Commit,
                ["rule_set"] = run.RuleSetVersion,
                ["false_calls_per_100py"] = Math.Round(engine.FalsePer100Years, 3),
                ["false_calls_per_100py_5pct"] = Math.Round(board.Of(OneOfFive).FalsePer100Years, 3),
                ["calls_before_5pct_per_100py"] = Math.Round(engine.BeforeCrossingPer100Years, 3),
                ["found"] = Math.Round(engine.FoundShare, 4),
                ["median_delay_days"] = Math.Round(engine.MedianDelayDays, 1),
                ["median_delay_days_10pct"] = Math.Round(ten.MedianDelayDays, 1),
                ["median_delay_days_limit"] = Math.Round(limit.MedianDelayDays, 1),
                ["median_days_since_onset"] = Math.Round(engine.MedianSinceOnsetDays, 1),
                ["median_days_since_onset_limit"] = Math.Round(limit.MedianSinceOnsetDays, 1),
                ["cards_per_100_patients_a_week"] = Math.Round(engine.CardsPer100PatientsAWeek, 3),
            });
        }
    }

    /// <summary>The tables.</summary>
    public string Markdown()
    {
        Tally engine = board.Of(Engine);
        StringBuilder text = new();
        Line(text, $"# Signal quality, seed {run.Seed}");
        Line(text, "");
        Line(text, $"{engine.Patients:N0} invented patients over 3 years (docs/signal-cohort.md), {engine.Onsets:N0} with lasting "
            + $"swelling; {engine.YearsAtRisk:N0} patient-years without it. Rule set {run.RuleSetVersion}, commit {run.Commit}.");
        Line(text, $"The limit's threshold, {run.Threshold:0.00}, gave the engine's rate of false calls, {run.CalibrationRate:0.00}, on "
            + $"{run.CalibrationPatients:N0} patients of seed {CohortDefinition.CalibrationSeed}.");
        Line(text, "");
        AddTargets(text);
        AddDetectors(text, engine);
        AddCards(text, engine);
        AddParts(text);
        return text.ToString();
    }

    private void AddTargets(StringBuilder text)
    {
        Tally engine = board.Of(Engine);
        Tally ten = board.Of(OneOfTen);
        Tally five = board.Of(OneOfFive);
        Tally limit = board.Of(Limit);
        double shorter = 100 * (1 - (engine.MedianDelayDays / ten.MedianDelayDays));
        Line(text, $"| to reach | figure | reached |");
        Line(text, $"| --- | ---: | --- |");
        Target(text, "false calls per 100 patient-years at most 1", $"{engine.FalsePer100Years:0.00}", engine.FalsePer100Years <= 1);
        Target(text, $"and below '{OneOfFive}'", $"{five.FalsePer100Years:0.00}", engine.FalsePer100Years < five.FalsePer100Years);
        Target(text, "true onsets found, at least 95 %", $"{100 * engine.FoundShare:0.0} %", engine.FoundShare >= 0.95);
        Target(
            text,
            $"median delay at least 45 % shorter than '{OneOfTen}'",
            $"{engine.MedianDelayDays:0} against {ten.MedianDelayDays:0} days: {shorter:0} %",
            shorter >= 45);
        Target(
            text,
            "stretch: median delay within 1.3 times of the limit",
            $"{engine.MedianDelayDays:0} against {limit.MedianDelayDays:0} days",
            engine.MedianDelayDays <= 1.3 * limit.MedianDelayDays);
        Target(
            text,
            "the same, counted from the first day of swelling",
            $"{engine.MedianSinceOnsetDays:0} against {limit.MedianSinceOnsetDays:0} days",
            engine.MedianSinceOnsetDays <= 1.3 * limit.MedianSinceOnsetDays);
        Line(text, "");
    }

    private void AddDetectors(StringBuilder text, Tally engine)
    {
        Line(text, $"| what calls the provider | false per 100 patient-years | all before 5 % per 100 patient-years | found | "
            + $"ahead of 5 % | median delay, days | signed | since onset, days | early, per 100 patients |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        AddDetector(text, engine, Engine);
        foreach (string rule in rules.Where(rule => board.Of(rule).CallsPerWeek > 0))
            AddDetector(text, board.Of(rule), $"of them {rule}");
        foreach (string other in others)
            AddDetector(text, board.Of(other), other);
        Line(text, "");
    }

    private static void AddDetector(StringBuilder text, Tally tally, string name) => Line(
        text,
        $"| {name} | {tally.FalsePer100Years:0.00} | {tally.BeforeCrossingPer100Years:0.00} | {100 * tally.FoundShare:0.0} % | "
        + $"{100 * tally.AheadShare:0.0} % | {tally.MedianDelayDays:0} | {tally.MedianSignedDelayDays:0} | "
        + $"{tally.MedianSinceOnsetDays:0} | {tally.EarlyPer100Patients:0.00} |");

    private void AddCards(StringBuilder text, Tally engine)
    {
        Line(text, $"| told, by 100 patients in a week | watch | call provider | urgent | watch and above | info, which notifies nobody |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        AddCard(text, engine, Engine);
        foreach (string rule in rules)
            AddCard(text, board.Of(rule), rule);
        Line(text, "");
    }

    private static void AddCard(StringBuilder text, Tally tally, string name) => Line(
        text,
        $"| {name} | {tally.PerWeek(Severity.Watch):0.000} | {tally.PerWeek(Severity.CallProvider):0.000} | "
        + $"{tally.PerWeek(Severity.Urgent):0.000} | {tally.CardsPer100PatientsAWeek:0.000} | {tally.PerWeek(Severity.Info):0.000} |");

    private void AddParts(StringBuilder text)
    {
        Line(text, $"| part of the patients | patients | false per 100 patient-years: rules, 5 %, limit | found: rules, 10 %, limit | "
            + $"median delay, days: rules, 10 %, limit |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: |");
        foreach (string part in board.Parts)
        {
            (Tally own, Tally five, Tally ten, Tally limit) =
                (board.Of(Engine, part), board.Of(OneOfFive, part), board.Of(OneOfTen, part), board.Of(Limit, part));
            Line(text, $"| {part} | {own.Patients:N0} | {own.FalsePer100Years:0.00}, {five.FalsePer100Years:0.00}, "
                + $"{limit.FalsePer100Years:0.00} | {100 * own.FoundShare:0.0} %, {100 * ten.FoundShare:0.0} %, "
                + $"{100 * limit.FoundShare:0.0} % | {own.MedianDelayDays:0}, {ten.MedianDelayDays:0}, {limit.MedianDelayDays:0} |");
        }
    }

    private static void Target(StringBuilder text, string what, string figure, bool isReached) =>
        Line(text, $"| {what} | {figure} | {(isReached ? "yes" : "NO")} |");

    private static void Line(StringBuilder text, string line) =>
        text.AppendLine(line);
}

/// <summary>What was run.</summary>
/// <param name="Seed">Of the cohort.</param>
/// <param name="Commit">Of this repository; <c>unknown</c> when not told.</param>
/// <param name="RuleSetVersion">Version of the rule set.</param>
/// <param name="Threshold">Of the limit.</param>
/// <param name="CalibrationRate">False calls per 100 patient-years on the calibration seed.</param>
/// <param name="CalibrationPatients">How many of that seed.</param>
internal sealed record SignalRun(
    int Seed, string Commit, int RuleSetVersion, double Threshold, double CalibrationRate, int CalibrationPatients);
