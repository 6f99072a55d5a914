using XdsDmp.Metadata.Model;
using XdsDmp.Registry;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>ADT A40: when it is carried out, and when not (ITI TF-2 §3.8.4.2.3).</summary>
[TestClass]
public sealed class PatientMergeTests
{
    private static readonly string Other = $"X^^^&{TestAdtFeed.OtherDomain}&ISO";

    [TestMethod]
    public void TheSubsumedIdentifierEnds()
    {
        using var feed = new TestAdtFeed().With("A", "B");

        Assert.AreEqual("AA", feed.Send(Adt.A40(Adt.Id("B"), Adt.Id("A"))).Code);

        Assert.AreEqual("A→B B", feed.Patients);
        Assert.AreEqual(PatientState.Subsumed, feed.StateOf("A"));
        Assert.AreEqual(PatientState.Active, feed.StateOf("B"));
    }

    [TestMethod]
    public void AChainAnswersUnderItsEndAndRemembersItsSteps()
    {
        using var feed = new TestAdtFeed().With("A", "B", "C");
        feed.Send(Adt.A40(Adt.Id("B"), Adt.Id("A")));
        feed.Registry.Clock.Now = feed.Registry.Clock.Now.AddDays(1);
        feed.Send(Adt.A40(Adt.Id("C"), Adt.Id("B")));

        Assert.AreEqual("A→C B→C C", feed.Patients);
        var steps = feed.Registry.Node.Readers.Read(session => session.All(
            """
            SELECT p.extension, i.extension, p.merged_at FROM patient p JOIN patient i ON i.id = p.merged_into
            ORDER BY p.id
            """,
            row => $"{row.GetString(0)}→{row.GetString(1)} {row.GetString(2)}"));
        Assert.AreEqual("A→B 20260301120000, B→C 20260302120000", string.Join(", ", steps));
    }

    [TestMethod]
    public void SeveralIdentifiersMayGoIntoOne()
    {
        using var feed = new TestAdtFeed().With("A", "B", "C");
        feed.Send(Adt.A40(Adt.Id("C"), Adt.Id("A")));
        feed.Send(Adt.A40(Adt.Id("C"), Adt.Id("B")));

        Assert.AreEqual("A→C B→C C", feed.Patients);
        var c = new PatientId("C", Adt.Domain);
        Assert.HasCount(3, feed.Registry.Node.Readers.Read(session => PatientStore.KeysOf(session, c)));
    }

    [TestMethod]
    public void IdentifiersOfOtherAuthoritiesBesideAreIgnored()
    {
        using var feed = new TestAdtFeed().With("A", "B");

        Assert.AreEqual("AA", feed.Send(Adt.A40($"{Other}~{Adt.Id("B")}", $"LOCAL^^^WARD~{Adt.Id("A")}")).Code);

        Assert.AreEqual("A→B B", feed.Patients);
    }

    [TestMethod]
    public void TheSubsumedIdentifierIsNotOfAnotherAuthority() =>
        AssertRefused(Adt.Id("B"), Other, "PIF-authority", "MRG^1^1^204");

    [TestMethod]
    public void TheSurvivingIdentifierIsNotOfAnotherAuthority() =>
        AssertRefused(Other, Adt.Id("A"), "PIF-authority", "PID^1^3^204");

    [TestMethod]
    public void BothAreOfTheSameAuthority()
    {
        using var feed = new TestAdtFeed(new RegistryOptions()).With("A");
        feed.Send(Adt.A01(Other));

        var answer = feed.Send(Adt.A40(Other, Adt.Id("A")));

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Text, "PIF-sameAuthority");
        Assert.AreEqual("A X", feed.Patients);
    }

    [TestMethod]
    public void AnIdentifierIsNotMergedIntoItself() =>
        AssertRefused(Adt.Id("A"), Adt.Id("A"), "PIF-different", "MRG^1^1^204");

    [TestMethod]
    public void TheSubsumedIdentifierIsKnown() =>
        AssertRefused(Adt.Id("A"), Adt.Id("NOBODY"), "PIF-known", "MRG^1^1^204");

    [TestMethod]
    public void TheSurvivingIdentifierIsKnown() =>
        AssertRefused(Adt.Id("NOBODY"), Adt.Id("A"), "PIF-known", "PID^1^3^204");

    [TestMethod]
    public void WhatIsSubsumedIsNotSubsumedAgain() =>
        AssertRefused(Adt.Id("A"), Adt.Id("GONE"), "PIF-notSubsumed", "MRG^1^1^204");

    [TestMethod]
    public void WhatIsSubsumedDoesNotSurvive() =>
        AssertRefused(Adt.Id("GONE"), Adt.Id("A"), "PIF-notSubsumed", "PID^1^3^204");

    [TestMethod]
    public void AMessageMergesOnePair()
    {
        AssertRefused(Adt.Id("A"), $"{Adt.Id("B")}~{Adt.Id("GONE")}", "PIF-onePair", "MRG^1^1^102");
        AssertRefused($"{Adt.Id("A")}~{Adt.Id("STAYS")}", Adt.Id("B"), "PIF-onePair", "PID^1^3^102");
    }

    [TestMethod]
    public void EveryReasonIsTold()
    {
        using var feed = new TestAdtFeed();

        var errors = feed.Send(Adt.A40(Adt.Id("A"), Adt.Id("B"))).Errors;

        StringAssert.Contains(errors, "MRG^1^1^204");
        StringAssert.Contains(errors, "~PID^1^3^204");
    }

    [TestMethod]
    public void TheSegmentMrgIsThere()
    {
        using var feed = new TestAdtFeed().With("A");

        var answer = feed.Send(Adt.Join(Adt.Header("ADT^A40"), $"PID|||{Adt.Id("A")}"));

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Errors, "MRG^1^^100");
    }

    [TestMethod]
    public void WhatIsSubsumedCannotBeAnnouncedAgain()
    {
        using var feed = new TestAdtFeed().With("A", "B");
        feed.Send(Adt.A40(Adt.Id("B"), Adt.Id("A")));

        var answer = feed.Send(Adt.A01($"{Adt.Id("A")}~{Adt.Id("NEW")}"));

        Assert.AreEqual("AE", answer.Code);
        StringAssert.Contains(answer.Text, "PIF-notSubsumed");
        Assert.AreEqual("A→B B", feed.Patients);
    }

    [TestMethod]
    public void AnUnknownPatientIsNotMergedEvenWhereSubmissionsMayNameOne()
    {
        using var feed = new TestAdtFeed(new RegistryOptions { UnknownPatients = UnknownPatients.Accept }).With("A");

        Assert.AreEqual("AE", feed.Send(Adt.A40(Adt.Id("NOBODY"), Adt.Id("A"))).Code);
    }

    /// <summary>Known: A, B, STAYS, and GONE, which went into STAYS.</summary>
    private static void AssertRefused(string surviving, string subsumed, string rule, string location)
    {
        using var feed = new TestAdtFeed().With("A", "B", "GONE", "STAYS");
        Assert.AreEqual("AA", feed.Send(Adt.A40(Adt.Id("STAYS"), Adt.Id("GONE"))).Code);

        var answer = feed.Send(Adt.A40(surviving, subsumed, "CTRL"));

        Assert.AreEqual("AE", answer.Code);
        Assert.AreEqual("CTRL", answer.ControlId);
        StringAssert.Contains(answer.Text, $"[rule {rule};");
        StringAssert.Contains(answer.Errors, location);
        Assert.AreEqual("A B GONE→STAYS STAYS", feed.Patients);
    }
}
