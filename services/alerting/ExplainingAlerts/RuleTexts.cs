namespace LymphOutcomes.Alerting.ExplainingAlerts;

/// <summary>What a rule looks for, in words for a coordinator. The limits themselves are data, and stand beside it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="FiresWhen">When it fires.</param>
/// <param name="ClearsWhen">When it ends.</param>
/// <param name="Source">Where it comes from; what is our own choice says so.</param>
public sealed record RuleText(string Title, string FiresWhen, string ClearsWhen, string Source);

/// <summary>The words of every rule (domain sheet 5).</summary>
public static class RuleTexts
{
    private const string ByAPersonOnly = "A clinician clears it; no reading does.";
    private const string ByReview = "A person reviews it.";
    private const string Choice = "our own choice";

    private static readonly Dictionary<string, RuleText> ById = new(StringComparer.Ordinal)
    {
        ["LYM-001"] = new(
            "Swelling high",
            "The limb is far larger than this patient's own starting size, more than three months after surgery on that side.",
            "Two readings in a row below the limit for clearing.",
            "Specht 2013; McDuff 2019; Ridner 2022. The limit for clearing is our own choice."),
        ["LYM-002"] = new(
            "Small but real increase",
            "The limb is larger than at the start by more than measuring error, though less than the limit of LYM-001. A second "
                + "reading like it, 7 to 120 days later, makes it a call to the provider.",
            "One reading near the start, or two below the limit.",
            "Specht 2013; Stout Gergich 2008. That a second reading confirms is our own choice."),
        ["LYM-003"] = new(
            "Early after surgery",
            "The limb is larger than at the start within three months of surgery on that side.",
            "A reading back near the start, or the end of the three months.",
            "Specht 2013; McDuff 2019."),
        ["LYM-004"] = new(
            "Rapid rise",
            "The swelling rose within two weeks by more than measuring error, or one girth by 2 cm.",
            "A reading back within measuring error of the earlier one.",
            $"2 cm: Br J Cancer 2018, s41416-018-0306-4. The two weeks are {Choice}."),
        ["LYM-005"] = new(
            "Rising trend",
            "The readings of half a year rise steadily, or a moving average of them leaves the range of measuring error.",
            "Two readings at which the trend is no longer worsening.",
            $"Speed: Stout Gergich 2008. Moving average: Lucas & Saccucci 1990, NIST handbook. The windows are {Choice}."),
        ["LYM-006"] = new(
            "Fluid index (L-Dex)",
            "The fluid index rose above this patient's own first value.",
            "A value back near the first.",
            "Ridner 2022; Ward 2024. The limit for clearing is our own choice."),
        ["LYM-007"] = new(
            "Girth of belly, neck, hand or foot",
            "The girth is larger than at the start; at the belly less is enough when the patient says the belly got worse.",
            "A girth back near the start.",
            $"Noise: Aitken 1985 and others (domain sheet 1.9). The limits are {Choice}."),
        ["LYM-008"] = new(
            "No starting size",
            "There is no starting size from before treatment, and the two sides differ by more than healthy sides do.",
            "A starting size is set, or a clinician takes a note.",
            "Copenhagen DXA study, LRB 2018;16:75; Stanton 2000."),
        ["LYM-009"] = new(
            "Borderline",
            "The limb is slightly larger than at the start: within what can be measuring error.",
            "The next reading outside that range.",
            "Specht 2013."),
        ["LYM-010"] = new(
            "Symptom worse",
            "The patient says that one of four symptoms is worse, or its score rose above the usual of the last reports.",
            "A score back to what it was compared with.",
            "Cleveland Clinic page on lymphatic drainage; Farrar 2001; SYMPATHY 2022."),
        ["LYM-011"] = new(
            "Severe symptom",
            "A symptom is severe, and worse than usual for this patient.",
            "Two reports below severe.",
            $"PRO-CTCAE 3 of 4: SYMPATHY 2022. The score is {Choice}."),
        ["LYM-012"] = new(
            "Questionnaire",
            "A questionnaire's score got worse by more than the least change that matters.",
            "A score back within half of that.",
            "Weiss & Daniel 2018 (LLIS); Lymph-ICF responsiveness study; Yost 2011 (PROMIS)."),
        ["LYM-013"] = new(
            "Several new symptoms",
            "Several symptoms appeared within a month that were not there the three months before.",
            "Fewer than that.",
            "Fu 2015."),
        ["LYM-020"] = new(
            "Possible skin infection",
            "Fever or chills together with a local sign within two days, or two local signs without fever.",
            "A clinician clears it, or treatment and 48 hours without fever are recorded.",
            "Lymphoedema Support Network; BLS guideline 2022. 38.0 degrees: our own choice (CDC definition)."),
        ["LYM-021"] = new(
            "Possible clot",
            "New one-sided swelling with pain, or the difference between the legs grew below the knee.",
            ByAPersonOnly,
            "Wells score; World Thrombosis Day. That the change of the difference counts, and up to where, is our own choice."),
        ["LYM-022"] = new(
            "Emergency symptoms", "Chest pain, sudden breathlessness, coughing blood or signs of stroke were reported.", ByAPersonOnly,
            "Harvard Health; World Thrombosis Day."),
        ["LYM-023"] = new(
            "Possible spreading infection", "Signs of infection together with signs of sepsis.", ByAPersonOnly, "BLS guideline 2022."),
        ["LYM-030"] = new(
            "Session in spite of a contraindication", "A session was given while a condition that speaks against it was active.", ByReview,
            "Cleveland Clinic page on lymphatic drainage."),
        ["LYM-031"] = new(
            "Session booked against a contraindication",
            "A session is booked while a condition that speaks against it is active.",
            "The booking is cancelled or past, or the condition is cleared.",
            "Cleveland Clinic page on lymphatic drainage."),
        ["LYM-032"] = new(
            "Area or consent",
            "A session covered an area that must not be massaged, or the groin without consent on record.",
            ByReview,
            "Cleveland Clinic page on lymphatic drainage."),
        ["LYM-033"] = new(
            "Side effect", "Fatigue, headache or nausea within two days after a session.", "Two sessions without it.",
            "Cleveland Clinic page on lymphatic drainage."),
        ["LYM-034"] = new(
            "Self-massage not taught", "The patient massages at home and no instruction is on record.", "An instruction is recorded.",
            "Cleveland Clinic page on lymphatic drainage."),
        ["LYM-035"] = new(
            "No response to treatment",
            "After several sessions of one course the swelling went down little.",
            "A reading that shows the reduction hoped for.",
            "Yamamoto 2007; Vignes 2011."),
        ["LYM-036"] = new(
            "Relapse", "Half of the reduction that a course achieved is lost again.", "A reading with more than half of it left.",
            "Vignes 2011."),
        ["LYM-040"] = new(
            "Compression lapse",
            "The garment was worn for less than half of the advised time over a week, or not at all for three days.",
            "A week in which it was worn for most of it.",
            $"Vignes 2007. The limits are {Choice}."),
        ["LYM-041"] = new("Weight shift", "Body weight changed much within a month.", "The next month.", "Jammallo 2013."),
        ["LYM-042"] = new(
            "Visit overdue", "A measurement was due and has not come.", "A measurement arrives.",
            $"Intervals: Stout Gergich 2008. Grace: {Choice}."),
        ["LYM-050"] = new(
            "Implausible value", "A value looks wrong beside the others, or could not be taken in. It is kept out of the trend.",
            "A person releases it, or it is corrected or taken back.", Choice),
        ["LYM-051"] = new(
            "Possible mix-up of units or sides",
            "A value would fit the others in another unit, or on the other side. It is kept out of the trend.",
            "A person releases it, or it is corrected or taken back.", Choice),
        ["LYM-052"] = new("Method changed", "Measured by another method; the trend starts anew.", "It ends by itself.", "Sun 2018."),
        ["LYM-053"] = new(
            "An earlier alert was withdrawn", "An alert that had asked for a call rested on a value that was since corrected.",
            "Somebody acknowledges it.", Choice),
    };

    /// <summary>The words of a rule; null for one that is not known here.</summary>
    public static RuleText? Of(string rule) => ById.GetValueOrDefault(rule);
}
