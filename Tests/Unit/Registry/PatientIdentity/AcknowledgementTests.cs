using System.Text;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>What an answer says, and to whom (HL7 v2 §2.9.2, original mode).</summary>
[TestClass]
public sealed class AcknowledgementTests
{
    [TestMethod]
    public void TheAnswerGoesBackToTheSender()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01(Adt.Id("P"), "CTRL"));

        Assert.AreEqual("REG", answer.Msh(3));
        Assert.AreEqual("DOMAIN", answer.Msh(4));
        Assert.AreEqual("HIS", answer.Msh(5));
        Assert.AreEqual("HOSPITAL", answer.Msh(6));
        Assert.AreEqual("20260301120000", answer.Msh(7));
        Assert.AreEqual("ACK^A01", answer.Msh(9));
        Assert.AreEqual(20, answer.Msh(10).Length);
        Assert.AreEqual("P", answer.Msh(11));
        Assert.AreEqual("2.3.1", answer.Msh(12));
        Assert.AreEqual("CTRL", answer.ControlId);
        Assert.AreEqual("", answer.Text);
        Assert.AreEqual("", answer.Errors);
    }

    [TestMethod]
    public void FromVersion25OnAnErrorHasASegmentOfItsOwn()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01("P").Replace("|2.3.1", "|2.5", StringComparison.Ordinal));

        Assert.AreEqual("ACK^A01^ACK", answer.Msh(9));
        StringAssert.StartsWith(answer.Errors, "ERR||PID^1^3|204^Unknown key identifier^HL70357|E||||");
        StringAssert.Contains(answer.Errors, "PIF-authority");
        StringAssert.Contains(answer.Errors, "value: 'P'");
    }

    [TestMethod]
    public void TheAnswerUsesTheSendersSeparators()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send("MSH#*+-/#A*B#C#D#E#2026##ADT*A01#M1#P#2.3.1\rPID###1*2\r");

        StringAssert.StartsWith(answer.Segments.Keys.First(), "MSH#*+-/#D#E#A*B#C#");
        StringAssert.StartsWith(answer.Segments.Keys.ElementAt(1), "MSA#AE#M1#");
    }

    [TestMethod]
    public void WhatIsQuotedCannotForgeASegment()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01(@"a\X0D\MSA\F\AA^^^&1.2&ISO"));

        Assert.AreEqual("AE", answer.Code);
        Assert.AreEqual("MSH MSA ERR", string.Join(' ', answer.Segments.Keys));
    }

    [TestMethod]
    public void TheAnswerIsInTheSendersCharacterSet()
    {
        using var feed = new TestAdtFeed();
        var message = Adt.Join(Adt.Header("ADT^A01") + "||||||8859/1", "PID|||É");

        var answer = feed.Send(Encoding.Latin1.GetBytes(message));

        Assert.AreEqual("8859/1", answer.Msh(18));
        StringAssert.Contains(answer.Text, "\uFFFD", "read as UTF-8 here, which it is not");
        Assert.DoesNotContain("§", answer.Text);
    }

    [TestMethod]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A02|M1|P|2.3.1", "PIF-messageType", "MSH^1^9^201")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ORU^R01|M1|P|2.3.1", "PIF-messageType", "MSH^1^9^200")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026|||M1|P|2.3.1", "PIF-messageType", "MSH^1^9^200")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01|M1|P|2.1", "PIF-version", "MSH^1^12^203")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01|M1|P", "PIF-version", "MSH^1^12^203")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01|M1|T|2.3.1", "PIF-processingId", "MSH^1^11^202")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01|M1||2.3.1", "PIF-processingId", "MSH^1^11^202")]
    [DataRow("MSH|^~\\&|A|B|C|D|2026||ADT^A01||P|2.3.1", "PIF-controlId", "MSH^1^10^101")]
    [DataRow("nonsense", "PIF-message", "MSH^1^^100")]
    [DataRow("", "PIF-message", "MSH^1^^100")]
    public void WhatIsNotForThisRegistryIsRejected(string header, string rule, string location)
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send($"{header}\rPID|||{Adt.Id("P")}\r");

        Assert.AreEqual("AR", answer.Code);
        StringAssert.Contains(answer.Text, rule);
        StringAssert.Contains(answer.Errors, location);
        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void ATestSystemTakesMessagesOfItsOwnKind()
    {
        using var feed = new TestAdtFeed(new RegistryOptions { ProcessingId = "T" });

        Assert.AreEqual("AA", feed.Send(Adt.A01(Adt.Id("P")).Replace("|P|", "|T|", StringComparison.Ordinal)).Code);
        Assert.AreEqual("AR", feed.Send(Adt.A01(Adt.Id("P"))).Code);
    }

    [TestMethod]
    public void AMessageThatIsTooLargeIsRejectedByWhatItsBeginningTells()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.SendTooLarge(Adt.A01(Adt.Id("P"), "CTRL"));

        Assert.AreEqual("AR", answer.Code);
        Assert.AreEqual("CTRL", answer.ControlId);
        StringAssert.Contains(answer.Text, "longer than 100 octets");
        Assert.AreEqual("", feed.Patients);
    }

    [TestMethod]
    public void AnAuthorsNameThatNeverEndsIsNotSentBack()
    {
        using var feed = new TestAdtFeed();

        var answer = feed.Send(Adt.A01(Adt.Id("P")).Replace("|HIS|", $"|{new string('x', 10_000)}|",
            StringComparison.Ordinal));

        Assert.IsLessThan(1000, answer.Msh(5).Length);
    }
}
