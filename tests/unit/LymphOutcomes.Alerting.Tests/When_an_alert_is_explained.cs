using LymphOutcomes.Alerting.ExplainingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>An alert answers in plain words and numbers why it is there.</summary>
public sealed class When_an_alert_is_explained
{
    private readonly PatientStream _patient = new(Given.Day(201), RuleSet.Second);

    [Fact]
    public void It_puts_the_volumes_into_the_formula_and_names_limit_and_source()
    {
        _patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, rater: "t-1"), Given.Arms(2, 200, 2240, rater: "t-1"));

        AlertExplanation why = Explained();

        ExplainedFormula formula = Assert.Single(why.Arithmetic);
        Assert.Equal("rvc = ((A2 × U1) / (U2 × A1) − 1) × 100", formula.Formula);
        Assert.Equal("((2,240 × 2,000) / (2,000 × 2,000) − 1) × 100", formula.WithValues);
        Assert.Equal("12.0 %", formula.Result);
        Assert.Equal(10, why.Limits["thresholdPercent"]);
        Assert.Contains("Specht", why.Source, StringComparison.Ordinal);
        Assert.Equal("arms by perometer: left 2,240 mL, right 2,000 mL", Assert.Single(why.Readings).What);
        Assert.Contains("3.5 percentage points", why.HowSure, StringComparison.Ordinal);
        Assert.Contains("beyond", why.HowSure, StringComparison.Ordinal);
        Assert.Empty(why.Missing);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        _patient.Accept(
            Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 2000, rightMl: null), Given.Arms(2, 200, 2240, rightMl: null));

        AlertExplanation why = Explained();

        Assert.Equal("(2,240 / 2,000 − 1) × 100", Assert.Single(why.Arithmetic).WithValues);
        Assert.Equal(3, why.Missing.Count);
        Assert.Contains(why.Missing, missing => missing.StartsWith("A starting size from before treatment", StringComparison.Ordinal));
        Assert.Contains(why.Missing, missing => missing.StartsWith("The other limb and weights", StringComparison.Ordinal));
        Assert.Contains(why.Missing, missing => missing.StartsWith("Who measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Tape_readings_that_do_not_share_all_stations_show_no_values_that_were_not_compared()
    {
        double[] girths = [16.0, 17.2, 19.0, 21.0, 23.0, 24.4, 25.0, 26.2, 27.6, 28.8, 29.6];
        double[] swollen = [.. girths.Take(9).Select(girth => girth * 1.07)];
        var other = Given.Tape(girths, 4);
        _patient.Accept(
            Given.LeftArmAtRisk(0),
            Given.Arms(1, 0, 2000) with { Left = Given.Tape(girths, 4), Right = other },
            Given.Arms(2, 200, 2000) with { Left = Given.Tape(swollen, 4), Right = other });

        ExplainedFormula formula = Assert.Single(Explained().Arithmetic);
        Assert.Null(formula.WithValues);
        Assert.Equal("14.5 %", formula.Result);
    }

    [Fact]
    public void A_symptom_is_told_in_the_patients_words()
    {
        _patient.Accept(Given.Told(1, 200, SymptomCodes.ArmSwelling, 6, PicturingPatients.SinceLast.Worse, Side.Left));

        AlertExplanation why = Explained();

        Assert.Equal("left arm swelling 6 of 10, worse", Assert.Single(why.Readings).What);
        Assert.Empty(why.Arithmetic);
        Assert.Contains("reported", why.HowSure, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_words() => Assert.All(Rules.Ids, rule =>
    {
        RuleText? text = RuleTexts.Of(rule);
        Assert.NotNull(text);
        Assert.All((string[])[text.Title, text.FiresWhen, text.ClearsWhen, text.Source], words => Assert.NotEmpty(words));
    });

    private AlertExplanation Explained() => Explainer.Of(_patient.Whole, _patient.Alert, _patient.RuleSet);
}
