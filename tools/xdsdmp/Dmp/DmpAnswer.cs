using XdsDmp.Soap;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>The child of an answer's Body, and what it says of how it went.</summary>
internal sealed class DmpAnswer
{
    private DmpAnswer(ElementNode body) => Body = body;

    public ElementNode Body { get; }

    /// <summary>
    /// Empty when what was asked for was done; else codes and explanations, of an acknowledgement or of a status.
    /// </summary>
    public IReadOnlyList<DmpMistake> Mistakes =>
        All("acknowledgement").FirstOrDefault() is { } acknowledgement ? Details(acknowledgement) : Status();

    /// <summary>What the service says in words, of a business service.</summary>
    public string? Context => First("context")?.Text();

    public static DmpAnswer Of(SoapMessage message)
    {
        var envelope = NodeTree.Read(message.Envelope).Root;
        return new DmpAnswer(envelope.Elements.Last(part => part.LocalName == "Body").Elements.First());
    }

    public IEnumerable<ElementNode> All(string name) => All(Body, name);

    public ElementNode? First(string name) => All(name).FirstOrDefault();

    public static IEnumerable<ElementNode> All(ElementNode node, string name) =>
        node.SelfAndDescendants().Where(element => element.LocalName == name);

    /// <summary>Text of the first field of that name; null without one.</summary>
    public static string? Field(ElementNode node, string name) =>
        All(node, name).FirstOrDefault()?.Text() is { Length: > 0 } text ? text : null;

    /// <summary>An attribute of the first element of that name.</summary>
    public static string? Value(ElementNode node, string name, string attribute = "value") =>
        All(node, name).FirstOrDefault()?.Attribute(attribute);

    private static List<DmpMistake> Details(ElementNode acknowledgement) =>
        Value(acknowledgement, "typeCode", "code") == "AA"
            ? []
            :
            [
                .. All(acknowledgement, "acknowledgementDetail").Select(detail => new DmpMistake(
                    Value(detail, "code", "code") ?? "", Field(detail, "text") ?? "")),
            ];

    private IReadOnlyList<DmpMistake> Status() => First("status")?.Text() is { } status && status != "DMPOk"
        ? [new DmpMistake(status, Context ?? "")]
        : [];
}

/// <summary>Why something was not done.</summary>
internal sealed record DmpMistake(string Code, string Explanation);
