using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>
/// A DMP with some documents that everybody sees and, in one of two otherwise equal worlds, some that the viewer does
/// not see.
/// </summary>
internal sealed class World : IDisposable
{
    public static readonly string[] Seen = ["V1", "V2", "V3", "V4"];
    public static readonly string[] Unseen = ["H1", "H1b", "H2", "H3", "H4", "H5", "with-V4"];
    public static readonly string[] Folders = ["F", "G"];
    private readonly TestDmp _dmp = new(new DmpOptions { Portals = ["IGC-Santé"] });
    private readonly HiddenBy _hidden;

    public World(HiddenBy hidden, bool hasHidden)
    {
        _hidden = hidden;
        _dmp.IsWithoutUser = true;
        OpenDmp();
        Fill(hasHidden);
        _dmp.IsWithoutUser = false;
        _dmp.User = hidden.Viewer(_dmp.User);
    }

    /// <summary>What the viewer is answered; ids that the registry has assigned are only told to be such.</summary>
    public string Ask(TransactionId id, ReadOnlyMemory<byte> body)
    {
        _dmp.Clock.Now += TimeSpan.FromSeconds(1);
        return AssignedIds.Hide(_dmp.Answer(id, body));
    }

    public long CountObjects() => _dmp.Read(session => session.First(
        "SELECT count(*) FROM registry_object", row => row.GetInt64(0)));

    public void Dispose() => _dmp.Dispose();

    private void OpenDmp() => _dmp.WriteAsync(session =>
    {
        var actor = Actor.Administrator("test");
        var dmp = DmpStore.Create(
            session, TestDmp.Ins,
            new Demographics
            {
                BirthName = "TEST",
                FirstNames = "PATIENT",
                BirthDate = "20200101",
                Representatives = [new LegalRepresentative("MTH", "TEST", "MOTHER", HiddenBy.Mother)],
            },
            new DmpChoices(), new Consent("20260101"), actor, _dmp.Clock.Now);
        if (_hidden.IsAuthorised)
        {
            AuthorisationStore.Grant(
                session, dmp.Key, new Professional(HiddenBy.ViewerId, "TEST VIEWER"),
                _dmp.Clock.Now.AddYears(1), actor, _dmp.Clock.Now);
        }
    }).GetAwaiter().GetResult();

    private void Fill(bool hasHidden)
    {
        Register(Documents.NewFolder("F"));
        Register(Documents.NewFolder("G"));
        foreach (var name in Seen)
        {
            Register(Documents.New(
                name, HiddenBy.Plain, [], _hidden.OwnerOfSeen, folder: name == "V2" ? "F" : null,
                isSigned: hasHidden && name == "V3", beside: hasHidden && name == "V4" ? BesideV4() : null));
        }

        // Of a set with two documents, of which one is seen: its status is that of the one for who sees no other.
        Register(
            Documents.NewStatus("archive-V4", "V4", XdsUrns.StatusApproved, "urn:asip:ci-sis:2010:StatusType:Archived"),
            TransactionId.Iti57);

        if (!hasHidden)
        {
            _dmp.Clock.Now += TimeSpan.FromMinutes(7);
            return;
        }

        Register(Hidden("H1"));
        Register(Hidden("H1b", replaces: "H1"));
        Register(Hidden("H2", folder: "F"));
        Register(Hidden("H3", folder: "G"));
        Register(Hidden("H4"));

        // Hidden only afterwards, if that can be done at all.
        Register(Documents.New("H5", _hidden.Kind, _hidden.CanHideLater ? [] : _hidden.Masks, folder: "G"));
        if (_hidden.CanHideLater)
        {
            Register(
                Documents.NewVersion("hide-H5", "H5", _hidden.Kind, _hidden.Masks, previous: 1), TransactionId.Iti57);
        }
        else
        {
            _dmp.Clock.Now += TimeSpan.FromMinutes(1);
        }
    }

    private ExtrinsicObject BesideV4() => Documents.EntryOf("with-V4", _hidden.Kind, _hidden.Masks);

    private RegistryObjectList Hidden(string name, string? replaces = null, string? folder = null) =>
        Documents.New(name, _hidden.Kind, _hidden.Masks, null, replaces, folder, isSigned: true);

    private void Register(RegistryObjectList objects, TransactionId? id = null)
    {
        _dmp.Clock.Now += TimeSpan.FromMinutes(1);
        var answer = _dmp.Answer(
            id ?? TransactionId.Iti42, TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, objects)));
        StringAssert.Contains(answer, "ResponseStatusType:Success");
    }
}
