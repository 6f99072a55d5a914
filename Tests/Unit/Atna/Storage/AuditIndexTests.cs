using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditIndexTests
{
    [TestMethod]
    public void WhatAMessageSaysBecomesColumnsAndTerms()
    {
        var index = AuditIndex.Of(Messages.Submission());

        Assert.AreEqual("110107", index.Event.EventId);
        Assert.AreEqual("ITI-41", index.Event.EventType);
        Assert.AreEqual(0, index.Event.Outcome);
        Assert.AreEqual("DICOM+RFC3881", index.Event.MessageId);
        Assert.AreEqual(
            """
            Type 110107|http://dicom.nema.org/resources/ontology/dcm
            Subtype iti-41|urn:ihe:event-type-code
            Agent dr.martin|
            Agent https://localhost/repository|
            AgentName dr.martin by name
            Entity 1.2.3.100|
            EntityType 1|http://terminology.hl7.org/codesystem/audit-entity-type
            EntityType 2|http://terminology.hl7.org/codesystem/audit-entity-type
            EntityRole 1|http://terminology.hl7.org/codesystem/object-role
            EntityRole 3|http://terminology.hl7.org/codesystem/object-role
            Source practice-1|
            Action c|
            Outcome 0|
            PatientEntity p1|1.2.3
            PatientEntity p1^^^&1.2.3&iso|
            """,
            string.Join('\n', index.Terms.Select(
                term => $"{term.Kind} {term.Term.Replace(SearchTerm.Separator, '|')}")));
    }

    [TestMethod]
    public void AHostileMessageCostsABoundedIndex()
    {
        var objects = string.Concat(
            Enumerable.Range(0, 5_000).Select(i => $"<ParticipantObjectIdentification ParticipantObjectID='{i}'/>"));
        var user = $"<ActiveParticipant UserID='{new string('u', 100_000)}'/>";
        var raw = Encoding.UTF8.GetBytes($"<85>1 - - - - - - <AuditMessage>{user}{objects}</AuditMessage>");

        var index = AuditIndex.Of(Messages.Of(raw));

        Assert.HasCount(2_000, index.Terms);
        Assert.AreEqual(201, index.Terms.Max(term => term.Term.Length));
    }

    [TestMethod]
    public void ALongTermIsNotCutInsideACharacter()
    {
        var term = SearchTerm.Token(SearchTermKind.Agent, new string('a', 199) + "\U0001F600");

        Assert.AreEqual(new string('a', 199) + SearchTerm.Separator, term?.Term);
    }
}
