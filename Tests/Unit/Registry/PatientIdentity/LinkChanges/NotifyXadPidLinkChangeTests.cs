using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Registry.PatientIdentity.Hl7v2;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.LinkChanges;

/// <summary>ITI-64, ADT A43.</summary>
[TestClass]
public sealed class NotifyXadPidLinkChangeTests
{
    private const string Local = "L1^^^&1.2.9&ISO";
    private const string OtherLocal = "L2^^^&1.2.9&ISO";

    [TestMethod]
    public void TheLinkMovesToAnotherPatient() => Assert.AreEqual(
        new LinkChange(
            new PatientId("NEW", Adt.Domain), new PatientId("L1", "1.2.9"), new PatientId("OLD", Adt.Domain), null,
            "1.2.3.4.5"),
        Read(Adt.A43($"{Adt.Id("NEW")}~{Local}", Adt.Id("OLD"))));

    [TestMethod]
    public void ALocalIdentifierTakesThePlaceOfAnother() => Assert.AreEqual(
        new LinkChange(
            new PatientId("P", Adt.Domain), new PatientId("L1", "1.2.9"), new PatientId("P", Adt.Domain),
            new PatientId("L2", "1.2.9"), null),
        Read(Adt.A43($"{Adt.Id("P")}~{Local}", $"{Adt.Id("P")}~{OtherLocal}", sender: "HIS")));

    [TestMethod]
    [DataRow("P^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO", "PIF-linkIdentifiers", "PID^1^3")]
    [DataRow("P^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO~L", "PIF-identifier", "PID^1^3")]
    [DataRow("P^^^&1.2.99&ISO~L^^^&1.2.9&ISO", "PIF-authority", "PID^1^3")]
    [DataRow("NOBODY^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO~L^^^&1.2.9&ISO", "PIF-known", "PID^1^3")]
    [DataRow("A^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO~L^^^&1.2.9&ISO", "PIF-different", "MRG^1^1")]
    public void WhatIsWrongIsNamed(string pid3, string rule, string location)
    {
        using var feed = new TestAdtFeed().With("A");

        var answer = feed.Send(Adt.A43(pid3, Adt.Id("A")));

        Assert.AreEqual("AE", answer.Code);
        Assert.AreEqual("ACK^A43^ACK", answer.Msh(9));
        StringAssert.Contains(answer.Errors, rule);
        StringAssert.Contains(answer.Errors, location);
    }

    [TestMethod]
    public void ItIsAuditedForBothPatients()
    {
        using var feed = new TestAdtFeed().With("A", "B");

        feed.Send(Adt.A43($"{Adt.Id("B")}~{Local}", Adt.Id("A")));

        CollectionAssert.AreEqual(
            new[] { $"110110 ITI-64 U 0 {Adt.Id("B")}", $"110110 ITI-64 U 0 {Adt.Id("A")}" },
            feed.Audit.Skip(2).ToArray());
    }

    private static LinkChange? Read(string message) => NotifyXadPidLinkChange.Read(
        Hl7MessageReader.TryRead(Encoding.UTF8.GetBytes(message), out _)!,
        PatientDomain.Of(new RegistryOptions { AssigningAuthorities = [Adt.Domain] }),
        new FeedErrors(FeedNames.Iti64));
}
