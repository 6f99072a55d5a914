using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Rules;
using XdsDmp.Tests.Support;
using static XdsDmp.Tests.Unit.Metadata.Rules.Verdict;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Attributes;

[TestClass]
public sealed class AttributeRuleTests
{
    [TestMethod]
    public void OnlyStableEntriesAreRegistered()
    {
        Refuses("DE-objectType", Entry(e => e with { ObjectType = XdsUrns.OnDemandDocumentEntry }));
        Refuses("DE-objectType", Entry(e => e with { ObjectType = null }));
    }

    [TestMethod]
    public void OnlyOnDemandEntriesAreRegisteredOnDemand() => Refuses(
        "DE-objectType",
        A.SubmissionOf(A.OnDemandEntry() with { ObjectType = XdsUrns.StableDocumentEntry }),
        settings: For(SubmissionTransaction.RegisterOnDemand));

    [TestMethod]
    public void ALegalAuthenticatorOnDemandIsRefusedWhereSet()
    {
        var list = A.SubmissionOf(A.OnDemandEntry().With(SlotNames.LegalAuthenticator, "^Martin"));
        var lenient = For(SubmissionTransaction.RegisterOnDemand);

        Accepts(list, lenient);
        Refuses(
            "DE-onDemandLegalAuthenticator", list, settings: lenient with { AcceptOnDemandLegalAuthenticator = false });
    }

    [TestMethod]
    [DataRow("20260102", "20260101", false)]
    [DataRow("202601020304", "202601020303", false)]
    [DataRow("20260102", "20260102", true)]
    [DataRow("20260102030405", "20260102", true)]
    [DataRow("20261231", "2026", true)]
    public void AServiceStartsBeforeItStops(string start, string stop, bool isAccepted)
    {
        var list = Entry(e => e.With(SlotNames.ServiceStartTime, start).With(SlotNames.ServiceStopTime, stop));

        if (isAccepted)
        {
            Accepts(list);
        }
        else
        {
            Refuses("DE-serviceTimes", list);
        }
    }

    [TestMethod]
    [DataRow("PID-7|19800101", "PID-7|19800102")]
    [DataRow("PID-8|M", "PID-8|F")]
    public void APatientIsBornOnce(string first, string second) =>
        Refuses("DE-sourcePatientInfoOnce", Entry(e => e.With(SlotNames.SourcePatientInfo, first, second)));

    [TestMethod]
    public void SeveralPatientIdsPass() => Accepts(Entry(e => e.With(
        SlotNames.SourcePatientInfo, "PID-3|a^^^&1.2&ISO~b^^^&1.3&ISO^PI", "PID-3|c^^^&1.4&ISO", "PID-11|rue~avenue")));

    [TestMethod]
    public void ARelationshipMayHaveOneReason()
    {
        Accepts(Reason(XdsUrns.Association.Append, r => r));
        Refuses("ASSOC-documentation", Reason(XdsUrns.Association.Append, r => r with { NodeRepresentation = null }));
        Refuses(
            "ASSOC-documentation",
            Reason(XdsUrns.Association.Append, r => r).With<RimAssociation>("related", a =>
            a.With(a.Classifications[0])));
    }

    [TestMethod]
    public void AMembershipHasNoReason() => Refuses("ASSOC-documentation", A.Submission().With<RimAssociation>(
        $"Member-{A.Document}", m => m.With(A.Code(m.Id!, XdsUrns.Association.Documentation, "why"))));

    [TestMethod]
    [DataRow("Other")]
    [DataRow(null)]
    public void ACodeNamesItsObject(string? owner) => Refuses(
        "CLASS-classifiedObject", Entry(e => e.WithEach(Urns.TypeCode, c => c with { ClassifiedObject = owner })));

    [TestMethod]
    [DataRow("Other")]
    [DataRow(null)]
    public void AnIdentifierNamesItsObject(string? owner) => Refuses(
        "EXTID-registryObject", Entry(e => e.WithIdentifier(Urns.UniqueId, i => i with { RegistryObject = owner })));

    [TestMethod]
    public void AnIdentifierHasItsName()
    {
        Refuses("EXTID-name", Entry(e => e.WithIdentifier(Urns.UniqueId, i => i with { Name = null })));
        Refuses("EXTID-name", Entry(e => e.WithIdentifier(
            Urns.UniqueId, i => i with { Name = InternationalString.Of("XDSDocumentEntry.patientId") })));
    }

    [TestMethod]
    public void SlotNamesAreUnique() =>
        Refuses("SLOT-unique", Entry(e => e with { Slots = [.. e.Slots, A.Slot("urn:example:extra", "again")] }));

    [TestMethod]
    public void SlotValuesAreBounded()
    {
        Accepts(Entry(e => e.With("urn:example:long", new string('x', 256))));
        Refuses("SLOT-length", Entry(e => e.With("urn:example:long", new string('x', 257))));
    }

    [TestMethod]
    [DataRow("extra")]
    [DataRow("urn:ihe:iti:unknown")]
    [DataRow("urn:x")]
    [DataRow("urn:-x:y")]
    [DataRow("urn:example:")]
    [DataRow("submissionTime")]
    [DataRow("http://example.org/slot")]
    public void ExtraSlotsAreNamedByUrns(string name) => Refuses("SLOT-extra", Entry(e => e.With(name, "value")));

    [TestMethod]
    public void UniqueIdsAreUniqueInTheMessage() => Refuses(
        "SUB-uniqueId",
        A.Submission(
        A.SubmissionSet(), A.DocumentEntry(uniqueId: A.SubmissionSet().ExternalIdentifiers[2].Value!), A.Membership()),
        RegistryErrorCode.XDSRegistryDuplicateUniqueIdInMessage);

    [TestMethod]
    public void ADocumentIsOfTheSubmissionSetsPatient() => Refuses(
        "SUB-patientId",
        A.SubmissionOf(A.DocumentEntry(patientId: "4712^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO")),
        RegistryErrorCode.XDSPatientIdDoesNotMatch);

    [TestMethod]
    public void AFolderIsOfTheSubmissionSetsPatient() => Refuses(
        "SUB-patientId", A.SubmissionWithFolder(A.Folder(patientId: "4711^^^&1.2.3&ISO")),
        RegistryErrorCode.XDSPatientIdDoesNotMatch);

    private static RegistryObjectList Entry(Func<ExtrinsicObject, ExtrinsicObject> change) =>
        A.SubmissionOf(change(A.DocumentEntry()));

    private static RegistryObjectList Reason(string type, Func<Classification, Classification> change) =>
        A.Submission().With(A.Association(type, A.Document, A.RegisteredDocument, "related")
            .With(change(A.Code("related", XdsUrns.Association.Documentation, "correction"))));
}
