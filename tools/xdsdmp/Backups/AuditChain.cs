using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.CommandLine.Backups;

/// <summary>The audit chain of a copy, with all that the backup knows of it.</summary>
internal static class AuditChain
{
    private const int MaxTold = 20;

    /// <returns>How many records there are.</returns>
    public static long Check(
        string database, string publicKey, string anchors, string? head, Action<string> tell, CancellationToken cancel)
    {
        using var keys = File.Exists(publicKey) ? PublicKeys.Read(publicKey) : null;
        using var archive = AuditArchive.Open(database);
        var verification = archive.Verify(
            new VerificationBasis
            {
                Keys = keys,
                Anchors = File.Exists(anchors) ? anchors : null,
                KnownHead = head is null ? null : ChainHead.TryParse(head),
            },
            cancel: cancel);
        foreach (var problem in verification.Problems.Take(MaxTold))
        {
            tell($"audit records {problem.First} to {problem.Last}: {problem.Text}");
        }

        return verification.Records;
    }
}
