using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>PRPA_IN201307UV02: what is known of one patient (TD0.2, TD1.3a).</summary>
internal sealed record PatientQuery
{
    public Interaction Interaction { get; init; } = new();

    public InstanceIdentifier? QueryId { get; init; }

    public IReadOnlyList<InstanceIdentifier> Patient { get; init; } = [];

    public static PatientQuery Read(ElementNode message)
    {
        var query = message.Below("controlActProcess", "queryByParameter");
        return new PatientQuery
        {
            Interaction = Interaction.Read(message),
            QueryId = query.Child("queryId").Identifier(),
            Patient = [.. query.Child("parameterList").ChildrenOf("patientIdentifier")
                .SelectMany(parameter => parameter.Identifiers("value"))],
        };
    }
}
