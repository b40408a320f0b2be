using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LymphOutcomes.Cli;

/// <summary>Options that are numbers within a range, with one sentence for everything else.</summary>
public static class NumberOptions
{
    /// <summary>A whole number.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="least">Least allowed.</param>
    /// <param name="most">Most allowed.</param>
    /// <param name="description">Help text.</param>
    /// <param name="otherwise">When it is not given; null when it must be.</param>
    public static Option<int> Whole(string name, int least, int most, string description, int? otherwise = null)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            Required = otherwise is null,
            CustomParser = result => int.TryParse(TextOf(result), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
                && value >= least && value <= most
                    ? value
                    : Refuse<int>(result, $"{name} must be a whole number from {least} to {most}, not '{TextOf(result)}'."),
        };
        if (otherwise is { } number)
            option.DefaultValueFactory = _ => number;
        return option;
    }

    /// <summary>A number that may be left out.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="least">Least allowed.</param>
    /// <param name="most">Most allowed.</param>
    /// <param name="description">Help text.</param>
    public static Option<double?> Maybe(string name, double least, double most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => double.TryParse(TextOf(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most
                ? value
                : Refuse<double?>(result, $"{name} must be a number from {least} to {most}, not '{TextOf(result)}'."),
    };

    private static string TextOf(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static T? Refuse<T>(ArgumentResult result, string why)
    {
        result.AddError(why);
        return default;
    }
}
