using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna;

/// <summary>
/// The audit repository's database as an operator at the machine opens it: while the service runs, or while it does
/// not. What is done with it is recorded in the chain itself, so that this needs neither network nor service.
/// </summary>
public sealed class OperatorAccess : IDisposable
{
    private static readonly CodedValue CommandLine = new("command-line", "XdsDmp", "Command line");

    private readonly string _log;

    private OperatorAccess(Database database, string operatorName)
    {
        _log = database.IsShared ? $"postgres://{database.Name}" : new Uri(database.File).AbsoluteUri;
        Writer = new GroupCommitWriter(database);
        Readers = new ReaderPool(database);
        var node = AuditNode.OfThisProcess("xdsdmp-atna");
        Operator = new LogReader(operatorName, Address: node.HostName);
        Trail = new AuditTrail(node, Writer, TimeProvider.System, AuditRecordStore.AppendOwn);
    }

    internal GroupCommitWriter Writer { get; }

    internal ReaderPool Readers { get; }

    internal AuditTrail Trail { get; }

    internal LogReader Operator { get; }

    /// <param name="location">A SQLite file or a server; brought to this program's version when it is older.</param>
    /// <param name="operatorName">Who does it, for the audit trail: the account at the operating system.</param>
    /// <exception cref="InvalidOperationException">The database is newer than this program.</exception>
    public static OperatorAccess Open(string location, string operatorName)
    {
        var database = new Database(location);
        MigrationRunner.Migrate(database, MigrationSet.Shared, AtnaTables.Migrations);
        return new OperatorAccess(database, operatorName);
    }

    /// <summary>Audit Log Used (DICOM PS3.15 A.5.3). Completes when the record is on disk.</summary>
    /// <param name="command">What the operator wants to see, as it was typed.</param>
    public Task TellLogUsedAsync(string command) => Trail.AppendAsync(
    [
        AuditLogUsedEvent.Build(
            Trail.Node, Trail.Now, [Operator], _log,
            new LogSearch(CommandLine, Encoding.UTF8.GetBytes(command), IsTransaction: false)),
    ]);

    public void Dispose()
    {
        Writer.Dispose();
        Readers.Dispose();
    }
}
