using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Documents whose octets are not those that were stored: marked, logged and audited when that is first seen, and
/// unmarked when they are found whole again. Logs name the content key, which tells nothing about a patient.
/// </summary>
internal sealed class Damages(
    GroupCommitWriter writer, ReaderPool readers, AuditTrail audit, TimeProvider clock, ILogger logger)
{
    public long Count => readers.Read(DamageStore.Count);

    public async Task TellAsync(StoredDocument document, string damage)
    {
        var isNew = await writer.WriteAsync(session =>
        {
            if (!DamageStore.Mark(session, document, damage, clock.GetUtcNow().ToUnixTimeSeconds()))
            {
                return false;
            }

            audit.Append(session, [DocumentDamageEvent.Build(
                audit.Node, audit.Now, document.UniqueId, document.Patient, damage)]);
            return true;
        }, WriteKeys.None);
        if (isNew)
        {
            logger.LogError("A DOCUMENT IS DAMAGED: {Damage}; 'xdsdmp content repair' helps", damage);
        }
    }

    public void TellNotTaken(IOException reason) =>
        logger.LogError("A submission was refused: {Reason}", reason.Message);

    public void TellUnavailable(StoredDocument document, IOException reason) => logger.LogWarning(
        "Content {Key} cannot be read at the moment: {Reason}", document.Content.Key, reason.Message);
}
