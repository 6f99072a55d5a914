using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>The parameters that most queries need.</summary>
internal static class Slots
{
    public static QuerySlot Patient(string parameter, string patient = A.PatientId) =>
        new(parameter, QueryValue.Text(patient));

    public static QuerySlot Approved(string parameter) => new(parameter, QueryValue.Texts(XdsUrns.StatusApproved));

    public static QuerySlot AnyStatus(string parameter) =>
        new(parameter, QueryValue.Texts(XdsUrns.StatusApproved, XdsUrns.StatusDeprecated));

    public static QuerySlot AnyType { get; } = new(
        ParameterNames.DocumentEntryType,
        QueryValue.Texts(XdsUrns.StableDocumentEntry, XdsUrns.OnDemandDocumentEntry));

    public static QuerySlot Code(string parameter, string code, string scheme = QueryScene.Scheme) =>
        new(parameter, QueryValue.Codes(new QueryCode(code, scheme)));
}
