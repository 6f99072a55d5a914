using System.Text;
using System.Text.RegularExpressions;
using XdsDmp.Atna;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Searches;

/// <summary>Parameters of ITI-81 against records of all dialects.</summary>
[TestClass]
public sealed class AuditEventSearchTests : IDisposable
{
    private const string Fhir =
        """
        {"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110106"},
        "subtype":[{"system":"urn:ihe:event-type-code","code":"ITI-43"}],"action":"R","recorded":"2026-03-02T08:00:00Z",
        "outcome":"4","purposeOfEvent":[{"coding":[{"code":"ETREAT"}]}],
        "agent":[{"who":{"identifier":{"system":"urn:oid:1.9","value":"doc9"}},"name":"Hélène Petit","altId":"alt9",
        "requestor":true,"policy":["urn:policy:1"],"role":[{"coding":[{"system":"urn:r","code":"nurse"}]}],
        "network":{"address":"198.51.100.9","type":"2"}},{"who":{"reference":"Practitioner/77"},"requestor":false}],
        "source":{"site":"east","observer":{"identifier":{"value":"clinic"}}},
        "entity":[{"what":{"identifier":{"system":"urn:oid:1.2.3","value":"p1"}},"role":{"code":"1"},
        "type":{"code":"1"}},{"what":{"reference":"DocumentReference/d9"},"role":{"code":"3"},"name":"Scan"}]}
        """;

    private readonly TemporaryArchive _archive = new();
    private readonly ReaderPool _readers;

    public AuditEventSearchTests() => _readers = new ReaderPool(_archive.Database);

    [TestInitialize]
    public void Fill() => _archive.Append(
        Messages.Submission(),
        Messages.Submission(
            patient: "p2^^^&amp;1.2.3&amp;ISO", document: "1.2.3.200", user: "dr.petit", outcome: "8",
            eventTime: Messages.Time.AddDays(-1)),
        Messages.Of(Encoding.UTF8.GetBytes(
            """
            <85>1 - h a 1 IHE+RFC-3881 - <AuditMessage><EventIdentification EventActionCode="R"
            EventDateTime="2026-03-01T10:00:00" EventOutcomeIndicator="0"><EventID code="110112"
            codeSystemName="DCM" displayName="Query"/></EventIdentification><ActiveParticipant UserID="old"/>
            <AuditSourceIdentification AuditSourceID="museum"/><ParticipantObjectIdentification
            ParticipantObjectID="p1^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1"
            ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode code="2"/></ParticipantObjectIdentification>
            </AuditMessage>
            """)),
        new ReceivedMessage(
            Messages.Time.AddDays(1), Transports.Fhir, "192.0.2.8", "CN=x", Encoding.UTF8.GetBytes(Fhir)),
        Messages.Of("<13>1 - - - - - - nothing of ATNA"u8.ToArray()));

    public void Dispose()
    {
        _readers.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    [DataRow("patient.identifier=urn:oid:1.2.3|p1", "4,3,1")]
    [DataRow("patient.identifier=p1^^^%261.2.3%26ISO", "4,3,1")]
    [DataRow("patient.identifier=p1,p2", "4,3,1,2")]
    [DataRow("patient:identifier=1.2.3|p2", "2")]
    [DataRow("patient=p9", "")]
    [DataRow("entity.identifier=1.2.3.200", "2")]
    [DataRow("entity.identifier=urn:oid:1.2.3|p1", "4,3,1")]
    [DataRow("entity-id=urn:oid:1.2.3.200", "2")]
    [DataRow("entity=DocumentReference/d9", "4")]
    [DataRow("entity=d9", "4")]
    [DataRow("entity-type=1", "4,3,1,2")]
    [DataRow("entity-role=3", "4,1,2")]
    [DataRow("entity-role=http://terminology.hl7.org/CodeSystem/object-role|3", "1,2")]
    [DataRow("entity-name=sca", "4")]
    [DataRow("agent.identifier=urn:oid:1.9|doc9", "4")]
    [DataRow("agent.identifier=doc9", "4")]
    [DataRow("agent.identifier=|dr.petit", "2")]
    [DataRow("agent=Practitioner/77", "4")]
    [DataRow("user=DR.PETIT", "2")]
    [DataRow("agent-name=HELENE", "4")]
    [DataRow("agent-name:exact=Helene", "")]
    [DataRow("agent-name=petit", "")]
    [DataRow("agent-role=nurse", "4")]
    [DataRow("agent-role=urn:r|nurse", "4")]
    [DataRow("altid=alt9", "4")]
    [DataRow("address=198.51.", "4")]
    [DataRow("source.identifier=practice-1", "1,2")]
    [DataRow("source=museum", "3")]
    [DataRow("site=east", "4")]
    [DataRow("type=110107", "1,2")]
    [DataRow("type=http://dicom.nema.org/resources/ontology/DCM|110112", "3")]
    [DataRow("subtype=urn:ihe:event-type-code|ITI-43", "4")]
    [DataRow("subtype=ITI-43,ITI-41", "4,1,2")]
    [DataRow("subtype=urn:other|ITI-43", "")]
    [DataRow("action=R", "4,3")]
    [DataRow("outcome=4,8", "4,2")]
    [DataRow("policy=urn:policy:1", "4")]
    [DataRow("purpose=ETREAT", "4")]
    [DataRow("_id=2,4", "4,2")]
    [DataRow("_lastUpdated=ge2026-03-02T00:00:00Z", "4")]
    [DataRow("patient=p1&action=R&subtype=ITI-43", "4")]
    [DataRow("outcome=0&outcome=8", "")]
    [DataRow("_sort=date", "2,1,3,4")]
    [DataRow("_sort=_lastUpdated", "1,2,3,4")]
    [DataRow("_sort=-_lastUpdated&action=R", "4,3")]
    [DataRow("date=lt2026-03-01T00:00:00Z", "2")]
    [DataRow("date=eq2026-03-01T10:00Z", "3,1")]
    [DataRow("_count=2", "4,3")]
    public void AParameterFindsWhatItNames(string query, string expected) =>
        Assert.AreEqual(expected, string.Join(',', Find($"date=ge2020&{query}")));

    [TestMethod]
    [DataRow("", "date")]
    [DataRow("date=yesterday", "date")]
    [DataRow("date=ne2026", "ne")]
    [DataRow("date=ge2026&agent-name:contains=x", "modifier")]
    [DataRow("date=ge2026&type:not=x", "modifier")]
    [DataRow("date=ge2026&_count=many", "_count")]
    [DataRow("date=ge2026&_sort=agent", "_sort")]
    [DataRow("date=ge2026&_summary=some", "_summary")]
    [DataRow("date=ge2026&type=http://s|", "alone")]
    public void ABadParameterIsNamed(string query, string named)
    {
        var refusal = Assert.ThrowsExactly<FhirRefusalException>(() => Read(query));
        Assert.AreEqual(400, refusal.Status);
        StringAssert.Contains(refusal.Issue.Diagnostics, named);
    }

    [TestMethod]
    public void AnUnknownParameterIsAWarningOrARefusal()
    {
        var request = Read("date=ge2026&colour=red");
        StringAssert.Contains(request.Warnings.Single().Diagnostics, "colour");
        Assert.ThrowsExactly<FhirRefusalException>(() => Read("date=ge2026&colour=red", isStrict: true));
    }

    [TestMethod]
    public void ADeploymentDemandsAndForbids()
    {
        var swiss = new AtnaOptions
        {
            MandatoryParameters = ["entity.identifier"],
            ForbiddenParameters = ["address"],
        };
        Assert.ThrowsExactly<FhirRefusalException>(() => Read("date=ge2026", options: swiss));
        Assert.ThrowsExactly<FhirRefusalException>(
            () => Read("date=ge2026&entity.identifier=1&address=2", options: swiss));
        Read("date=ge2026&entity.identifier=1", options: swiss);
        Read("type=1", options: new AtnaOptions { SearchWithoutDate = true });
    }

    [TestMethod]
    public void PagesStayWhatTheyAreWhileEventsArrive()
    {
        _archive.Append([.. Enumerable.Range(1, 20).Select(i => Messages.Submission(document: $"9.{i}"))]);
        var cursors = new SearchCursor(new byte[32]);
        var request = Read("date=ge2026&action=C&_count=5");
        var query = request.Query with { Snapshot = 25 };
        var all = _readers.Read(session => AuditQueryRunner.Find(session, query with { Limit = 1_000 }));
        var seen = new List<long>();
        while (true)
        {
            var page = _readers.Read(session => AuditQueryRunner.Find(session, query));
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(found => found.Sequence));
            _archive.Append(Messages.Submission(document: $"8.{seen.Count}"));
            var cursor = cursors.Write(request.QueryString, query.Snapshot, page[^1]);
            var (snapshot, last) = cursors.TryRead(request.QueryString, cursor)!.Value;
            query = query with { Snapshot = snapshot, After = last };
        }

        CollectionAssert.AreEqual(all.Select(found => found.Sequence).ToList(), seen);
        Assert.AreEqual(22, seen.Count);
    }

    [TestMethod]
    public void ACursorBelongsToItsSearch()
    {
        var cursors = new SearchCursor([1, 2, 3]);
        var cursor = cursors.Write("date=ge2026", 7, new FoundEvent(3, 5));
        Assert.AreEqual((7, new FoundEvent(3, 5)), cursors.TryRead("date=ge2026", cursor));
        Assert.IsNull(cursors.TryRead("date=ge2025", cursor));
        Assert.IsNull(cursors.TryRead("date=ge2026", "B" + cursor[1..]));
        Assert.IsNull(cursors.TryRead("date=ge2026", "?"));
        Assert.IsNull(new SearchCursor([9]).TryRead("date=ge2026", cursor));
    }

    [TestMethod]
    public void APrefixOfTooManyNamesIsRefused()
    {
        _archive.Append([.. Enumerable.Range(1, GroupTerms.MaxVariants + 2).Select(
            i => Messages.Submission(user: $"many{i}"))]);
        Assert.ThrowsExactly<TooBroadException>(() => Find("date=ge2026&agent-name=many"));
        Assert.HasCount(1, Find("date=ge2026&agent-name=many201"));
    }

    [TestMethod]
    [SqliteOnly]
    public void SearchesScanNothing()
    {
        var statements = new HashSet<string>();
        _archive.Database.StatementPrepared = sql => statements.Add(sql);
        foreach (var query in new[]
        {
            "type=110107", "type=110107,110106&action=R", "patient=p1&outcome=0&date=lt2027", "agent-name=d",
            "_sort=date&type=110107", "_sort=_lastUpdated&type=110107", "_id=1&date=lt2027", "date=lt2027",
        })
        {
            using var fresh = new ReaderPool(_archive.Database);
            var read = Read($"date=ge2020&{query}").Query;
            fresh.Read(session => AuditQueryRunner.Find(session, read));
            fresh.Read(session => AuditQueryRunner.Count(session, read));
        }

        var scans = statements.SelectMany(PlanOf)
            .Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)
                && (step.Contains("event", StringComparison.Ordinal) || step.Contains("term", StringComparison.Ordinal)
                    || step.EndsWith(" t", StringComparison.Ordinal)))
            .ToList();
        Assert.IsEmpty(scans, string.Join('\n', scans));
    }

    private List<string> PlanOf(string sql)
    {
        if (!sql.StartsWith("SELECT", StringComparison.Ordinal))
        {
            return [];
        }

        using var connection = _archive.Database.OpenReader();
        using var command = (Microsoft.Data.Sqlite.SqliteCommand)connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in Regex.Matches(sql, "@[a-zA-Z0-9]+").Select(m => m.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, 1);
        }

        using var rows = command.ExecuteReader();
        var steps = new List<string>();
        while (rows.Read())
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }

    private IReadOnlyList<long> Find(string query)
    {
        var request = Read(query);
        return [.. _readers.Read(session => AuditQueryRunner.Find(session, request.Query)).Select(f => f.Sequence)];
    }

    private static SearchRequest Read(string query, bool isStrict = false, AtnaOptions? options = null)
    {
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Select(pair => (pair[0], Uri.UnescapeDataString(pair[1]))).ToList();
        return new SearchRequestReader(options ?? new AtnaOptions(), TimeProvider.System, isStrict).Read(parameters);
    }
}
