using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>PRPA_IN201305UV02: which patients are described so (TD0.5; PDQV3, ITI TF-2 §3.47).</summary>
internal sealed record PatientSearchQuery
{
    public Interaction Interaction { get; init; } = new();

    public InstanceIdentifier? QueryId { get; init; }

    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    /// <summary>yyyyMMdd, or its beginning.</summary>
    public string? BirthDate { get; init; }

    public string? Gender { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public static PatientSearchQuery Read(ElementNode message)
    {
        var query = message.Below("controlActProcess", "queryByParameter");
        var list = query.Child("parameterList");
        var name = list.Below("livingSubjectName", "value");
        var address = list.Below("patientAddress", "value");
        return new PatientSearchQuery
        {
            Interaction = Interaction.Read(message),
            QueryId = query.Child("queryId").Identifier(),
            FamilyName = name.Child("family").Words(),
            GivenName = name.Child("given").Words(),
            BirthDate = list.Below("livingSubjectBirthTime", "value").Value("value"),
            Gender = list.Below("livingSubjectAdministrativeGender", "value").Value("code"),
            PostalCode = address.Child("postalCode").Words(),
            City = address.Child("city").Words(),
        };
    }
}
