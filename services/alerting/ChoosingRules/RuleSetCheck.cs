using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Something in a rule set that cannot be meant.</summary>
/// <param name="Path">Where, for example <c>swellingHigh.triggerPercent</c>.</param>
/// <param name="Words">What is wrong, for the person who sent it.</param>
public sealed record RuleSetFault(string Path, string Words);

/// <summary>Looks a rule set over before it can judge anybody: every figure in its bounds, and figures that belong together.</summary>
public static class RuleSetCheck
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<RuleSetFault> Faults(RuleSet rules) =>
        [.. OutOfBounds(rules, ""), .. RuleSetCrossChecks.Faults(rules)];

    /// <summary>Every number of a limits record with its bounds; null where it has none.</summary>
    /// <param name="type">The record.</param>
    /// <param name="path">Its own place.</param>
    public static IEnumerable<(string Path, RangeAttribute? Bounds)> Numbers(Type type, string path = "") =>
        Members(type).SelectMany(member => IsNumber(member.PropertyType)
            ? [($"{path}{NameOf(member)}", member.GetCustomAttribute<RangeAttribute>())]
            : IsLimits(member.PropertyType) ? Numbers(member.PropertyType, $"{path}{NameOf(member)}.") : []);

    private static IEnumerable<RuleSetFault> OutOfBounds(object limits, string path)
    {
        foreach (PropertyInfo member in Members(limits.GetType()))
        {
            string here = $"{path}{NameOf(member)}";
            object? value = member.GetValue(limits);
            if (value is null)
                continue;
            if (member.GetCustomAttribute<RangeAttribute>() is { } bounds && !IsWithin(bounds, value))
            {
                yield return new(here, string.Create(
                    CultureInfo.InvariantCulture, $"{value} is outside its bounds, {bounds.Minimum} to {bounds.Maximum}."));
            }

            IEnumerable<(string Path, object Limits)> inner = value switch
            {
                string => [],
                IEnumerable many => many.Cast<object>().Where(one => IsLimits(one.GetType())).Select((one, i) => ($"{here}[{i}].", one)),
                _ when IsLimits(value.GetType()) => [($"{here}.", value)],
                _ => [],
            };
            foreach (RuleSetFault fault in inner.SelectMany(one => OutOfBounds(one.Limits, one.Path)))
                yield return fault;
        }
    }

    // Compared as doubles: an attribute with whole bounds would round 50.4 down to 50 before it looks.
    private static bool IsWithin(RangeAttribute bounds, object value) =>
        Number(value) is var number && number >= Number(bounds.Minimum) && number <= Number(bounds.Maximum);

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(int) || plain == typeof(double));

    private static bool IsLimits(Type type) => type.IsClass && type.Assembly == typeof(RuleSet).Assembly;

    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.CanWrite && member.GetIndexParameters().Length == 0
            && member.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null
            && (type != typeof(RuleSet) || member.Name != nameof(RuleSet.Version)));

    private static string NameOf(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}
