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
            Event 110107
            Event iti-41
            User dr.martin
            User dr.martin by name
            User https://localhost/repository
            Patient p1
            Patient p1^^^1.2.3
            Object 1.2.3.100
            Object p1^^^&1.2.3&iso
            Source practice-1
            """,
            string.Join('\n', index.Terms.Select(term => $"{term.Kind} {term.Term}")));
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
        Assert.AreEqual(256, index.Terms.Max(term => term.Term.Length));
    }

    [TestMethod]
    public void ALongTermIsNotCutInsideACharacter()
    {
        var term = SearchTerm.Of(SearchTermKind.User, new string('a', 255) + "\U0001F600");

        Assert.AreEqual(new string('a', 255), term?.Term);
    }
}
