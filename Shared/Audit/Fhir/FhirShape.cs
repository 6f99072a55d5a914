namespace XdsDmp.Audit.Fhir;

/// <summary>
/// AuditEvent and the types in it as FHIR R4 has them: elements in their order, how often they stand, what they hold.
/// <c>!</c> is 1..1, <c>+</c> 1..*, <c>*</c> 0..*; codes between parentheses are all there are.
/// </summary>
public static class FhirShape
{
    private const string Element = "id:string extension*:Extension ";
    private const string Backbone = Element + "modifierExtension*:Extension ";

    private static readonly Dictionary<string, IReadOnlyList<FhirRule>> Types = new(StringComparer.Ordinal)
    {
        ["AuditEvent"] = Of(
            "id:id meta:Meta implicitRules:uri language:code text:Narrative contained*:Resource extension*:Extension "
            + "modifierExtension*:Extension type!:Coding subtype*:Coding action:code(C|R|U|D|E) period:Period "
            + "recorded!:instant outcome:code(0|4|8|12) outcomeDesc:string purposeOfEvent*:CodeableConcept "
            + "agent+:Agent source!:Source entity*:Entity"),
        ["Agent"] = Of(Backbone
            + "type:CodeableConcept role*:CodeableConcept who:Reference altId:string name:string requestor!:boolean "
            + "location:Reference policy*:uri media:Coding network:Network purposeOfUse*:CodeableConcept"),
        ["Network"] = Of(Backbone + "address:string type:code(1|2|3|4|5)"),
        ["Source"] = Of(Backbone + "site:string observer!:Reference type*:Coding"),
        ["Entity"] = Of(Backbone
            + "what:Reference type:Coding role:Coding lifecycle:Coding securityLabel*:Coding name:string "
            + "description:string query:base64Binary detail*:Detail"),
        ["Detail"] = Of(Backbone + "type!:string valueString:string valueBase64Binary:base64Binary"),
        ["Meta"] = Of(Element
            + "versionId:id lastUpdated:instant source:uri profile*:uri security*:Coding tag*:Coding"),
        ["Narrative"] = Of(Element + "status!:code(generated|extensions|additional|empty) div!:xhtml"),
        ["Coding"] = Of(Element + "system:uri version:string code:code display:string userSelected:boolean"),
        ["CodeableConcept"] = Of(Element + "coding*:Coding text:string"),
        ["Identifier"] = Of(Element
            + "use:code(usual|official|temp|secondary|old) type:CodeableConcept system:uri value:string "
            + "period:Period assigner:Reference"),
        ["Reference"] = Of(Element + "reference:string type:uri identifier:Identifier display:string"),
        ["Period"] = Of(Element + "start:dateTime end:dateTime"),
    };

    /// <summary>Null for what is not looked into: resources that are contained.</summary>
    public static IReadOnlyList<FhirRule>? Find(string type) => Types.GetValueOrDefault(type);

    private static IReadOnlyList<FhirRule> Of(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RuleOf)];

    private static FhirRule RuleOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (left, right) = (text[..colon], text[(colon + 1)..]);
        var parts = right.TrimEnd(')').Split('(');
        return new FhirRule(
            left.TrimEnd('!', '+', '*'), left[^1] is '!' or '+', left[^1] is '+' or '*', parts[0],
            parts.Length > 1 ? parts[1].Split('|') : []);
    }
}

/// <summary>What FHIR says of one element.</summary>
public sealed record FhirRule(string Name, bool IsRequired, bool IsList, string Type, IReadOnlyList<string> Codes)
{
    /// <summary>An element with parts; the others hold one value.</summary>
    public bool IsComplex => char.IsAsciiLetterUpper(Type[0]);
}
