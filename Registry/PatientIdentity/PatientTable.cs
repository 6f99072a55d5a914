using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// The registry's patient identifiers for an administrator without a patient identity feed. May be used beside the
/// running service: it opens the same file for a moment.
/// </summary>
public sealed class PatientTable : IDisposable
{
    private static readonly FeedNames Names =
        new("the surviving identifier", "the subsumed identifier", "ITI TF-2 §3.8");

    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;
    private readonly AuditTrail _audit;

    private PatientTable(Database database)
    {
        _writer = new GroupCommitWriter(database);
        _readers = new ReaderPool(database);
        _audit = new AuditTrail(AuditNode.OfThisProcess("xdsdmp-patient"), _writer, TimeProvider.System);
    }

    /// <summary>Opens the registry's database; makes it when it is not there.</summary>
    public static PatientTable Open(string databaseFile)
    {
        var database = new Database(databaseFile);
        MigrationRunner.Migrate(database, MigrationSet.Shared, RegistryTables.Migrations);
        return new PatientTable(database);
    }

    /// <summary>Makes a patient known, audited as if a feed had announced it; false when it was already.</summary>
    /// <param name="caller">Who does it, for the audit trail.</param>
    public Task<bool> AddAsync(PatientId patient, string caller) => _writer.WriteAsync(session =>
    {
        var isNew = PatientStore.Find(session, patient) is null;
        if (isNew)
        {
            PatientStore.Add(session, patient);
            var added = new AuditedPatient(patient.ToString(), EventAction.Create);
            Tell(session, caller, [added], TransactionResult.Success);
        }

        return isNew;
    });

    /// <summary>
    /// Merges one patient into another, by the rules of the feed and audited as if a feed had asked for it; cannot be
    /// undone.
    /// </summary>
    /// <param name="caller">Who does it, for the audit trail.</param>
    /// <returns>Why nothing was changed; empty when it was done.</returns>
    public Task<IReadOnlyList<string>> MergeAsync(PatientId subsumed, PatientId surviving, string caller)
    {
        var merge = new PatientMerge(subsumed, surviving, Names);
        return _writer.WriteAsync<IReadOnlyList<string>>(session =>
        {
            var errors = merge.Apply(session, _audit.Now);
            Tell(session, caller, merge.Audited, PatientIdentities.ResultOf(errors));
            return [.. errors.Select(e => e.Explanation.ToString())];
        });
    }

    /// <summary>In the order in which they became known.</summary>
    public IReadOnlyList<ListedPatient> List(int maxPatients) =>
        _readers.Read(session => PatientStore.List(session, maxPatients));

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private void Tell(
        WriteSession session, string caller, IReadOnlyList<AuditedPatient> patients, TransactionResult result)
    {
        var context = new AuditContext
        {
            Node = _audit.Node,
            Time = _audit.Now,
            End = TransactionEnd.Server,
            ServerEndpoint = _audit.Node.SourceId,
            ClientName = caller,
            PeerAddress = _audit.Node.HostName,
        };
        _audit.Append(session, PatientIdentityFeedEvent.BuildIti8(context, null, patients, result));
    }
}

/// <summary>A known patient identifier.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="MergedInto">The identifier that has taken its place, if it was merged away.</param>
public sealed record ListedPatient(PatientId Id, PatientId? MergedInto);
