using System.Text;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>French messages in HL7 v2: patients are announced, documents go another way.</summary>
[TestClass]
public sealed class DmpFeedTests
{
    private const string Ins = "1.2.250.1.213.1.4.10";

    private static readonly string Announcement = Adt.Join(
        @"MSH|^~\&|GAM|CHU-X|DPI|CHU-X|20240306111154||ADT^A01^ADT_A01|3975|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8",
        "EVN||20240306111154",
        $"PID|1||000003^^^CHU-X&000897406&N^PI~279035121518989^^^ASIP-SANTE-INS-NIR&{Ins}&ISO^INS^^20101207"
        + "||PAT-TROIS^DOMINIQUE^^^^^L||19790328|F",
        "PV1|1|I", "ZFA|ACTIF|20240306111154|||||||INO|20240306111154|IC|20240306111154", "ZFD|||Y|N|INSI|20211201");

    [TestMethod]
    public void ThePatientIsKnownByTheInsAndTheSenderLearnsWhatWasNotTaken()
    {
        using var feed = Feed(Profile.Dmp, "D");
        var answer = feed.Send(Announcement);
        Assert.AreEqual("AA", answer.Code);
        Assert.AreEqual("279035121518989", feed.Patients);
        StringAssert.StartsWith(
            answer.Errors, "ERR||ZFA^1|0^Message accepted^HL70357|I||||the identifiers were taken;");
        StringAssert.Contains(answer.Text, "TD0.3");
    }

    [TestMethod]
    public void UnderTheProfileIheItIsASegmentLikeAnyOther()
    {
        using var feed = Feed(Profile.Ihe, "D");
        var answer = feed.Send(Announcement);
        Assert.AreEqual("AA", answer.Code);
        Assert.AreEqual("", answer.Errors);
    }

    [TestMethod]
    [DataRow("MDM^T02^MDM_T02", "2.6")]
    [DataRow("ORU^R01^ORU_R01", "2.5")]
    public void DocumentsAreSentToTheRepository(string type, string version)
    {
        using var feed = Feed(Profile.Dmp, "P");
        var answer = feed.Send(Adt.Join(
            Adt.Header(type, "M1", version), $"PID|||279035121518989^^^X&{Ins}&ISO^INS",
            "OBX|1|ED|18748-4^CR^LN||^text^XML^Base64^AAAA||||||F|"));
        Assert.AreEqual("AR", answer.Code);
        Assert.AreEqual("", feed.Patients);
        StringAssert.Contains(answer.Errors, "|200^Unsupported message type^HL70357|E|");
        StringAssert.Contains(answer.Text, "accepted: ITI-41 Provide and Register Document Set-b");
    }

    /// <summary>Published examples, where they are at hand.</summary>
    [TestMethod]
    public void PublishedMessagesAreUnderstoodOrRefusedWithTheWayToGo()
    {
        var folder = Environment.GetEnvironmentVariable("XDSDMP_DMP_SAMPLES");
        if (folder is null || !Directory.Exists(Path.Combine(folder, "hl7v2-ans")))
        {
            Assert.Inconclusive("XDSDMP_DMP_SAMPLES names no folder with messages in HL7 v2");
        }

        foreach (var file in Directory.GetFiles(Path.Combine(folder!, "hl7v2-ans")))
        {
            var message = File.ReadAllBytes(file);
            var msh = Encoding.Latin1.GetString(message).Split('\r', '\n')[0].Split('|');
            using var feed = Feed(Profile.Dmp, msh[10]);
            var answer = feed.Send(message);
            if (msh[8].StartsWith("ADT", StringComparison.Ordinal))
            {
                Assert.AreEqual("AA", answer.Code, answer.Text);
                Assert.AreEqual("279035121518989", feed.Patients, file);
            }
            else
            {
                Assert.AreEqual("AR", answer.Code, answer.Text);
                StringAssert.Contains(answer.Text, "ITI-41");
            }

            Assert.AreEqual(msh[9], answer.ControlId, file);
        }
    }

    private static TestAdtFeed Feed(Profile profile, string processingId) => new(
        new RegistryOptions { AssigningAuthorities = [Ins], ProcessingId = processingId }, profile);
}
