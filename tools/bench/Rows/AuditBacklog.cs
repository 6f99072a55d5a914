using XdsDmp.Bench.Servers;
using XdsDmp.Sql;

namespace XdsDmp.Bench.Rows;

/// <summary>
/// What the services have answered but the audit repository has not yet confirmed. It counts as part of the work: a
/// service that let its outbox grow would otherwise look faster than it is.
/// </summary>
internal sealed class AuditBacklog(Workplace workplace)
{
    private readonly Outbox[] _outboxes =
        [new Outbox(new Database(workplace.RegistryDatabase)), new Outbox(new Database(workplace.RepositoryDatabase))];

    public async Task GoneAsync()
    {
        while (_outboxes.Any(outbox => outbox.Depth() > 0))
        {
            await Task.Delay(5);
        }
    }
}
