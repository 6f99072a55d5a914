using System.Collections.Concurrent;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Registry.StoredQueries;
using Database = XdsDmp.Sql.Database;
using PatientId = XdsDmp.Metadata.Model.PatientId;

namespace XdsDmp.Tests.Unit.Registry.Storage;

/// <summary>
/// Every check and every query is an index look-up: what a request costs does not grow with the registry. Registrations
/// and all stored queries run with all their parameters; the plan of each statement that they prepared is read.
/// </summary>
[TestClass]
[SqliteOnly]
public sealed class QueryPlanTests
{
    private static readonly string[] NotExplained = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"];

    [TestMethod]
    public void NoStatementScansATable()
    {
        var statements = new ConcurrentDictionary<string, bool>();
        using var scene = new QueryScene();
        scene.Registry.Database.StatementPrepared = sql => statements[sql] = true;
        Register(scene);
        foreach (var query in StoredQueryDefinitions.All.Concat(MultiPatientQueryDefinitions.All))
        {
            AskInEveryWay(scene, query);
        }

        foreach (var table in new[] { "reference_id", "author_person", "entry_code", "association", "patient" })
        {
            Assert.IsTrue(statements.Keys.Any(sql => sql.Contains(table, StringComparison.Ordinal)), table);
        }

        AssertNoScan(scene.Registry.Database, statements.Keys);
    }

    [TestMethod]
    public void UpdatesRemovalsAndMergesScanNothing()
    {
        var statements = new ConcurrentDictionary<string, bool>();
        using var example = new Example();
        example.Registry.Database.StatementPrepared = sql => statements[sql] = true;
        Change(example);
        Merge(example);

        foreach (var words in new[] { "DELETE FROM association", "UPDATE registry_object", "o.logical_id", "survivor" })
        {
            Assert.IsTrue(statements.Keys.Any(sql => sql.Contains(words, StringComparison.Ordinal)), words);
        }

        AssertNoScan(example.Registry.Database, statements.Keys);
    }

    private static void AssertNoScan(Database database, IEnumerable<string> statements)
    {
        var scans = statements.Where(sql => !NotExplained.Any(w => sql.StartsWith(w, StringComparison.Ordinal)))
            .SelectMany(sql => Scans(database, sql).Select(scan => $"{scan}: {sql}")).ToList();
        Assert.IsEmpty(scans, string.Join('\n', scans));
    }

    private static void Change(Example example)
    {
        var (folder, document) = example.Folder();
        var addendum = example.Related(XdsUrns.Association.Append, document);
        example.Related(XdsUrns.Association.IsSnapshotOf, example.OnDemandDocument());
        example.Accept(example.NewVersion(document), TransactionId.Iti57);
        example.Accept(example.NewFolderVersion(folder), TransactionId.Iti57);
        example.Accept(example.NewVersion(addendum), TransactionId.Iti92);
        var (one, other) = (example.Document(), example.Document());
        example.Accept(Example.Submitting(XdsUrns.Association.Append, one, other), TransactionId.Iti57);
        example.Accept(Example.NewStatus(one), TransactionId.Iti57);
        var alone = example.Document();
        var membership = example.AssociationsOf(alone).Single();
        var removal = TestClient.Written(xml => RemoveObjectsRequestWriter.Write(
            xml, [alone, membership.Id!, membership.SourceObject!]));
        Assert.AreEqual(
            ResponseStatus.Success, TestRegistry.Response(example.Registry.Send(TransactionId.Iti62, removal)).Status);
    }

    private static void Merge(Example example)
    {
        example.Document(Example.OtherPatient);
        example.Registry.Node.Writer.WriteAsync(session =>
        {
            var (survivor, subsumed) = (Key(A.PatientId), Key(Example.OtherPatient));
            PatientStore.Merge(session, subsumed, survivor, example.Registry.Clock.Now);

            long Key(string patient) => PatientStore.Find(session, PatientId.TryParse(patient)!)!.Value.Key;
        }).GetAwaiter().GetResult();
        example.Document();
    }

    [TestMethod]
    [DataRow("SELECT id FROM registry_object WHERE version = @version")]
    [DataRow("UPDATE document_entry SET size = @size WHERE type_code = 1")]
    [DataRow("SELECT count(*) FROM folder f JOIN registry_object o ON o.id = f.object_id")]
    [DataRow("SELECT object_id FROM reference_id WHERE value GLOB @pattern")]
    [DataRow("SELECT id FROM registry_object WHERE logical_id = @id")]
    public void AScanIsSeen(string sql)
    {
        using var scene = new QueryScene();

        Assert.IsNotEmpty(Scans(scene.Registry.Database, sql));
    }

    private static void Register(QueryScene scene)
    {
        scene.Submit(
            "set", scene.Entry("doc"), scene.Entry("other"), scene.Folder("folder"),
            scene.Link("in", XdsUrns.Association.HasMember, "folder", "doc"));
        scene.Submit(
            "set2", scene.Entry("addendum"), scene.Link("apnd", XdsUrns.Association.Append, "addendum", "doc"));
        scene.Submit("set3", scene.Entry("new"), scene.Link("rplc", XdsUrns.Association.Replace, "new", "doc"));
        scene.Submit("set4", scene.Link("in2", XdsUrns.Association.HasMember, "folder", "other"));
    }

    /// <summary>All parameters at once, and each that can bound the search without the others that can.</summary>
    private static void AskInEveryWay(QueryScene scene, StoredQueryDefinition query)
    {
        var alternatives = query.Alternatives.SelectMany(a => a).Concat(query.AtLeastOneOf).ToList();
        foreach (var only in alternatives.DefaultIfEmpty(""))
        {
            Ask(scene, query, query.Parameters.Where(
                p => p.Name == only || p.IsRequired || !alternatives.Contains(p.Name)));
        }

        Ask(scene, query, query.Parameters.Where(p => !query.Alternatives.Any(a => a.Skip(1).Contains(p.Name))));
    }

    private static void Ask(QueryScene scene, StoredQueryDefinition query, IEnumerable<QueryParameter> parameters)
    {
        foreach (var level in new[] { "1", "2" })
        {
            QuerySlot[] slots =
            [
                .. parameters.Where(p => p.Kind != ParameterKind.Number)
                    .SelectMany(p => Enumerable.Repeat(Slot(scene, p), p.IsAndOr ? 2 : 1)),
                new(ParameterNames.MetadataLevel, level),
            ];
            foreach (var type in new[] { QueryReturnType.LeafClass, QueryReturnType.ObjectRef })
            {
                var answer = scene.Ask(query, type, slots);
                Assert.IsTrue(
                    answer.Response.Errors.All(e => e.Context.Contains("SQ-logical-id", StringComparison.Ordinal)),
                    string.Join('\n', answer.Response.Errors.Select(e => e.Context)));
            }
        }
    }

    private static QuerySlot Slot(QueryScene scene, QueryParameter parameter)
    {
        string[] values = parameter.Kind switch
        {
            ParameterKind.Time => ["20200101"],
            ParameterKind.PatientId => [A.PatientId, QueryScene.OtherPatient],
            ParameterKind.Code => [$"10^^{QueryScene.Scheme}", $"ECG^^{QueryScene.Scheme}"],
            ParameterKind.Like => ["2026-17%", "2026-17^^^&1.2.3.4&ISO^urn:ihe:iti:xds:2013:accession", "801%Alice_%"],
            ParameterKind.EntryUuid => [scene.Id("set"), scene.Id("doc"), scene.Id("folder"), scene.Id("other")],
            ParameterKind.Status => [XdsUrns.StatusApproved, XdsUrns.StatusDeprecated],
            ParameterKind.EntryType => [XdsUrns.StableDocumentEntry, XdsUrns.OnDemandDocumentEntry],
            _ when parameter.Name == ParameterNames.AssociationTypes => [XdsUrns.Association.Append],
            _ => [scene.UniqueId("set"), scene.UniqueId("doc"), scene.UniqueId("folder")],
        };
        return parameter.Kind == ParameterKind.Time ? new(parameter.Name, values)
            : new(parameter.Name, parameter.IsMultiple ? QueryValue.Texts(values) : QueryValue.Text(
                values[parameter.Name.Contains("Folder", StringComparison.Ordinal) ? ^1
                    : parameter.Name.Contains("DocumentEntry", StringComparison.Ordinal) ? ^2 : 0]));
    }

    /// <summary>
    /// Lines of the plan that read a whole table, be it to make an index of it for this once. Reading through what a
    /// subquery found is none.
    /// </summary>
    private static List<string> Scans(Database database, string sql)
    {
        using var connection = (Microsoft.Data.Sqlite.SqliteConnection)database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in XdsDmp.Sql.ParameterNames.In(sql))
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        var plan = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            plan.Add(reader.GetString(3));
        }

        return
        [
            .. plan.Where(line => line.Contains(" AUTOMATIC ", StringComparison.Ordinal)),
            .. plan.Where(line => line.StartsWith("SCAN ", StringComparison.Ordinal) && line != "SCAN CONSTANT ROW"
                && !plan.Contains("CO-ROUTINE " + line[5..]) && !plan.Contains("MATERIALIZE " + line[5..])),
        ];
    }
}
