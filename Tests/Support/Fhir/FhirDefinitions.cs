namespace XdsDmp.Tests.Support.Fhir;

/// <summary>
/// The part of FHIR R4 (4.0.1) that an audit repository speaks: elements of each type in their order, how often they
/// may stand, what they hold, and the codes of required bindings. <c>!</c> is 1..1, <c>+</c> 1..*, <c>*</c> 0..*.
/// </summary>
internal static class FhirDefinitions
{
    private const string Resource = "id:id meta:Meta implicitRules:uri language:code ";
    private const string DomainResource =
        Resource + "text:Narrative contained*:Resource extension*:Extension modifierExtension*:Extension ";

    private const string Element = "id:string extension*:Extension ";
    private const string Backbone = Element + "modifierExtension*:Extension ";
    private const string Issues = "invalid|structure|required|value|invariant|security|login|unknown|expired|forbidden"
        + "|suppressed|processing|not-supported|duplicate|multiple-matches|not-found|deleted|too-long|code-invalid"
        + "|extension|too-costly|business-rule|conflict|transient|lock-error|no-store|exception|timeout|incomplete"
        + "|throttled|informational";

    private static readonly Dictionary<string, IReadOnlyList<FhirElementRule>> Types = new(StringComparer.Ordinal)
    {
        ["AuditEvent"] = Of(DomainResource
            + "type!:Coding subtype*:Coding action:code(C|R|U|D|E) period:Period recorded!:instant "
            + "outcome:code(0|4|8|12) outcomeDesc:string purposeOfEvent*:CodeableConcept agent+:AuditEvent.agent "
            + "source!:AuditEvent.source entity*:AuditEvent.entity"),
        ["AuditEvent.agent"] = Of(Backbone
            + "type:CodeableConcept role*:CodeableConcept who:Reference altId:string name:string requestor!:boolean "
            + "location:Reference policy*:uri media:Coding network:AuditEvent.agent.network "
            + "purposeOfUse*:CodeableConcept"),
        ["AuditEvent.agent.network"] = Of(Backbone + "address:string type:code(1|2|3|4|5)"),
        ["AuditEvent.source"] = Of(Backbone + "site:string observer!:Reference type*:Coding"),
        ["AuditEvent.entity"] = Of(Backbone
            + "what:Reference type:Coding role:Coding lifecycle:Coding securityLabel*:Coding name:string "
            + "description:string query:base64Binary detail*:AuditEvent.entity.detail"),
        ["AuditEvent.entity.detail"] = Of(Backbone + "type!:string valueString:string valueBase64Binary:base64Binary"),
        ["Bundle"] = Of(Resource
            + "identifier:Identifier type!:code(document|message|transaction|transaction-response|batch"
            + "|batch-response|history|searchset|collection) timestamp:instant total:unsignedInt link*:Bundle.link "
            + "entry*:Bundle.entry signature:Signature"),
        ["Bundle.link"] = Of(Backbone + "relation!:string url!:uri"),
        ["Bundle.entry"] = Of(Backbone
            + "link*:Bundle.link fullUrl:uri resource:Resource search:Bundle.entry.search"),
        ["Bundle.entry.search"] = Of(Backbone + "mode:code(match|include|outcome) score:decimal"),
        ["OperationOutcome"] = Of(DomainResource + "issue+:OperationOutcome.issue"),
        ["OperationOutcome.issue"] = Of(Backbone
            + $"severity!:code(fatal|error|warning|information) code!:code({Issues}) details:CodeableConcept "
            + "diagnostics:string location*:string expression*:string"),
        ["CapabilityStatement"] = Of(DomainResource
            + "url:uri version:string name:string title:string status!:code(draft|active|retired|unknown) "
            + "experimental:boolean date!:dateTime publisher:string description:markdown purpose:markdown "
            + "copyright:markdown kind!:code(instance|capability|requirements) instantiates*:canonical "
            + "imports*:canonical software:CapabilityStatement.software "
            + "implementation:CapabilityStatement.implementation fhirVersion!:code(4.0.0|4.0.1) format+:code "
            + "patchFormat*:code implementationGuide*:canonical rest*:CapabilityStatement.rest"),
        ["CapabilityStatement.software"] = Of(Backbone + "name!:string version:string releaseDate:dateTime"),
        ["CapabilityStatement.implementation"] = Of(Backbone + "description!:string url:url custodian:Reference"),
        ["CapabilityStatement.rest"] = Of(Backbone
            + "mode!:code(client|server) documentation:markdown security:CapabilityStatement.rest.security "
            + "resource*:CapabilityStatement.rest.resource interaction*:CapabilityStatement.rest.interaction "
            + "searchParam*:CapabilityStatement.rest.searchParam"),
        ["CapabilityStatement.rest.security"] = Of(Backbone
            + "cors:boolean service*:CodeableConcept description:markdown"),
        ["CapabilityStatement.rest.resource"] = Of(Backbone
            + "type!:code profile:canonical supportedProfile*:canonical documentation:markdown "
            + "interaction*:CapabilityStatement.rest.interaction "
            + "versioning:code(no-version|versioned|versioned-update) readHistory:boolean updateCreate:boolean "
            + "conditionalCreate:boolean conditionalRead:code conditionalUpdate:boolean conditionalDelete:code "
            + "referencePolicy*:code searchInclude*:string searchRevInclude*:string "
            + "searchParam*:CapabilityStatement.rest.searchParam"),
        ["CapabilityStatement.rest.interaction"] = Of(Backbone
            + "code!:code(read|vread|update|patch|delete|history-instance|history-type|create|search-type"
            + "|transaction|batch|search-system|history-system) documentation:markdown"),
        ["CapabilityStatement.rest.searchParam"] = Of(Backbone
            + "name!:string definition:canonical type!:code(number|date|string|token|reference|composite|quantity"
            + "|uri|special) documentation:markdown"),
        ["Meta"] = Of(Element
            + "versionId:id lastUpdated:instant source:uri profile*:canonical security*:Coding tag*:Coding"),
        ["Narrative"] = Of(Element + "status!:code(generated|extensions|additional|empty) div!:xhtml"),
        ["Coding"] = Of(Element + "system:uri version:string code:code display:string userSelected:boolean"),
        ["CodeableConcept"] = Of(Element + "coding*:Coding text:string"),
        ["Identifier"] = Of(Element
            + "use:code(usual|official|temp|secondary|old) type:CodeableConcept system:uri value:string "
            + "period:Period assigner:Reference"),
        ["Reference"] = Of(Element + "reference:string type:uri identifier:Identifier display:string"),
        ["Period"] = Of(Element + "start:dateTime end:dateTime"),
    };

    /// <summary>Null for a type that is not described here: its inside is not looked at.</summary>
    public static IReadOnlyList<FhirElementRule>? Find(string type) => Types.GetValueOrDefault(type);

    private static IReadOnlyList<FhirElementRule> Of(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FhirElementRule.Parse)];
}

/// <summary>What FHIR says of one element.</summary>
internal sealed record FhirElementRule(string Name, bool IsRequired, bool IsList, string Type, string[] Codes)
{
    public static FhirElementRule Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (left, right) = (text[..colon], text[(colon + 1)..]);
        var sign = left[^1];
        var name = left.TrimEnd('!', '+', '*');
        var parenthesis = right.IndexOf('(', StringComparison.Ordinal);
        return new FhirElementRule(
            name, sign is '!' or '+', sign is '*' or '+',
            parenthesis < 0 ? right : right[..parenthesis],
            parenthesis < 0 ? [] : right[(parenthesis + 1)..^1].Split('|'));
    }
}
