namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Which rule set the service judges by: setting <c>Alerting:RuleSetVersion</c>, 1 to 3.</summary>
public static class RuleSetSetting
{
    /// <summary>Name of the setting.</summary>
    public const string Key = "Alerting:RuleSetVersion";

    /// <summary>Name of the setting of the hospital's time zone, by which working days end; an IANA name, UTC when it is not set.</summary>
    public const string ZoneKey = "Alerting:TimeZone";

    /// <summary>The rule set the settings name; <see cref="RuleSet.Standard"/> when they name none.</summary>
    /// <exception cref="InvalidOperationException">They name one that does not exist. Thrown at the start: to judge by other rules
    /// than the operator meant would be found out too late.</exception>
    public static RuleSet Read(IConfiguration settings)
    {
        string? version = settings[Key];
        if (string.IsNullOrWhiteSpace(version))
            return InZone(RuleSet.Standard, settings[ZoneKey]);
        RuleSet named = RuleSet.All.FirstOrDefault(rules => version.Trim() == $"{rules.Version}")
            ?? throw new InvalidOperationException(
                $"{Key} is '{version}', but must be one of {string.Join(", ", RuleSet.All.Select(rules => rules.Version))}.");
        return InZone(named, settings[ZoneKey]);
    }

    private static RuleSet InZone(RuleSet rules, string? zone)
    {
        if (string.IsNullOrWhiteSpace(zone))
            return rules;
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone.Trim(), out _)
            ? rules with { Escalation = rules.Escalation with { Zone = zone.Trim() } }
            : throw new InvalidOperationException($"{ZoneKey} is '{zone}', but must be an IANA time zone such as Europe/Ljubljana.");
    }
}
