using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditSearchTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    [TestInitialize]
    public void Fill() => _archive.Append(
        Messages.Submission(),
        Messages.Submission(
            patient: "p2^^^DMP&amp;1.2.3&amp;ISO^NH",
            document: "urn:uuid:0A00",
            eventTime: Messages.Time.AddDays(-1)),
        Messages.Submission(patient: "p1^^^&amp;9.9&amp;ISO", user: "dr.petit", outcome: "8"),
        Messages.Submission(
            patient: "p1^^^&amp;amp;1.2.3&amp;amp;ISO", type: "ITI-42", receivedAt: Messages.Time.AddHours(1)));

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public void WithoutConditionsAllComeNewestFirst() => AssertFound(new AuditFilter(), 4, 3, 2, 1);

    [TestMethod]
    public void PagesFollowOneAnother()
    {
        AssertFound(new AuditFilter { Limit = 2 }, 4, 3);
        AssertFound(new AuditFilter { Limit = 2, Offset = 2 }, 2, 1);
        AssertFound(new AuditFilter { Limit = 0 });
    }

    [TestMethod]
    public void AnEventIsFoundByItsTypeAndByItsId()
    {
        AssertFound(new AuditFilter { EventCode = "ITI-42" }, 4);
        AssertFound(new AuditFilter { EventCode = "iti-41" }, 3, 1, 2);
        AssertFound(new AuditFilter { EventCode = "110107" }, 4, 3, 1, 2);
        AssertFound(new AuditFilter { EventCode = "ITI-4" });
    }

    [TestMethod]
    public void APatientIsFoundHoweverTheIdIsWritten()
    {
        AssertFound(new AuditFilter { Patient = "p1^^^&1.2.3&ISO" }, 4, 1);
        AssertFound(new AuditFilter { Patient = "p1^^^name&1.2.3&ISO^PI" }, 4, 1);
        AssertFound(new AuditFilter { Patient = "p1^^^&amp;1.2.3&amp;ISO" }, 4, 1);
        AssertFound(new AuditFilter { Patient = "p1" }, 4, 3, 1);
        AssertFound(new AuditFilter { Patient = "p2^^^&1.2.3&ISO" }, 2);
        AssertFound(new AuditFilter { Patient = "p2^^^&1.2.4&ISO" });
    }

    [TestMethod]
    public void APatientAmongTheObjectsIsFoundAsAnObject()
    {
        AssertFound(new AuditFilter { ObjectId = "p1" }, 4, 3, 1);
        AssertFound(new AuditFilter { ObjectId = "p1^^^&1.2.3&ISO" }, 4, 1);
        AssertFound(new AuditFilter { ObjectId = "p1", Patient = "p1^^^&9.9&ISO" }, 3);
        AssertFound(new AuditFilter { Patient = "1.2.3.100" });
    }

    [TestMethod]
    public void AUserIsFoundByIdAndByName()
    {
        AssertFound(new AuditFilter { User = "dr.petit" }, 3);
        AssertFound(new AuditFilter { User = "Dr.Petit by name" }, 3);
        AssertFound(new AuditFilter { User = "https://localhost/repository", Limit = 1 }, 4);
    }

    [TestMethod]
    public void AnObjectIsFoundInAnyCase() => AssertFound(new AuditFilter { ObjectId = "urn:uuid:0a00" }, 2);

    [TestMethod]
    public void FailuresAreFound() => AssertFound(new AuditFilter { Outcome = 8 }, 3);

    [TestMethod]
    public void TimesAreFromAndBefore()
    {
        AssertFound(new AuditFilter { ReceivedFrom = Messages.Time.AddHours(1) }, 4);
        AssertFound(new AuditFilter { ReceivedBefore = Messages.Time.AddHours(1) }, 3, 2, 1);
        AssertFound(new AuditFilter { EventBefore = Messages.Time }, 2);
        AssertFound(new AuditFilter { EventFrom = Messages.Time }, 4, 3, 1);
    }

    [TestMethod]
    public void TextIsFoundInTheMessage()
    {
        AssertFound(new AuditFilter { Text = "urn:uuid:0A00" }, 2);
        AssertFound(new AuditFilter { Text = "' OR 1=1 --" });
    }

    [TestMethod]
    public void AllConditionsMustHold()
    {
        AssertFound(
            new AuditFilter
            {
                Patient = "p1",
                User = "dr.martin",
                EventCode = "ITI-41",
                Source = "practice-1",
                ObjectId = "1.2.3.100",
                Outcome = 0,
                ReceivedFrom = Messages.Time,
                ReceivedBefore = Messages.Time.AddDays(1),
                EventFrom = Messages.Time,
                EventBefore = Messages.Time.AddDays(1),
                Text = "AuditMessage",
            },
            1);
        AssertFound(new AuditFilter { Patient = "p1", User = "nobody" });
    }

    private void AssertFound(AuditFilter filter, params long[] sequences) =>
        CollectionAssert.AreEqual(sequences, _archive.Find(filter).ToArray());
}
