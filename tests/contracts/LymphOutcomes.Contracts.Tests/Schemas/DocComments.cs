using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>The doc comments of the contracts, as the compiler wrote them beside the assembly.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<string, XElement> ByType = XDocument
        .Load(Path.ChangeExtension(typeof(ContractJson).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
        .ToDictionary(member => member.Attribute("name")!.Value[2..]);

    /// <summary>What a record is for.</summary>
    public static string OfRecord(Type record) => Words(ByType[record.FullName!].Element("summary")!);

    /// <summary>What a member of a record means.</summary>
    public static string OfMember(Type record, string parameter) => Words(
        ByType[record.FullName!].Elements("param").Single(param => param.Attribute("name")!.Value == parameter));

    private static string Words(XElement comment) => Spaces().Replace(string.Concat(comment.Nodes().Select(Words)), " ").Trim();

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{OnTheWire(see.Attribute("cref")!.Value)}`",
        XElement { Name.LocalName: "paramref" } other => $"`{JsonNamingPolicy.CamelCase.ConvertName(other.Attribute("name")!.Value)}`",
        _ => throw new NotSupportedException($"No words for {node}."),
    };

    private static string OnTheWire(string cref) => cref.Split('.')[^1] is var name && cref.StartsWith("P:", StringComparison.Ordinal)
        ? JsonNamingPolicy.CamelCase.ConvertName(name)
        : name;

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Spaces();
}
