using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>The audit records that the demonstration must have left: who, what.</summary>
internal static class ExpectedRecords
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly (string Source, CodedValue Type, CodedValue? Id)[] All =
    [
        ("xdsdmp-client", EventTypes.Iti41, EventIds.Export),
        ("xdsdmp-repository", EventTypes.Iti41, EventIds.Import),
        ("xdsdmp-repository", EventTypes.Iti42, EventIds.Export),
        ("xdsdmp-registry", EventTypes.Iti42, EventIds.Import),
        ("xdsdmp-client", EventTypes.Iti18, EventIds.Query),
        ("xdsdmp-registry", EventTypes.Iti18, EventIds.Query),
        ("xdsdmp-repository", EventTypes.Iti43, EventIds.Export),
        ("xdsdmp-client", EventTypes.Iti43, EventIds.Import),
        ("xdsdmp-registry", EventTypes.NodeAuthentication, EventIds.SecurityAlert),
        ("xdsdmp-registry", EventTypes.ApplicationStart, null),
        ("xdsdmp-repository", EventTypes.ApplicationStart, null),
        ("xdsdmp-atna", EventTypes.ApplicationStart, null),
    ];

    /// <summary>Services send their records a moment after the act; what has not come in time is told.</summary>
    public static async Task<IReadOnlyList<string>> AwaitAsync(string database, CancellationToken cancel)
    {
        using var archive = AuditArchive.Open(database);
        using var patience = new CancellationTokenSource(Patience);
        List<string> missing;
        while ((missing = Missing(archive)).Count > 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(Pause, cancel);
        }

        return missing;
    }

    private static List<string> Missing(AuditArchive archive)
    {
        var records = archive.List(new AuditFilter { Limit = 1000 });
        return
        [
            .. All.Where(expected => !records.Any(record => Fits(record, expected.Source, expected.Type, expected.Id)))
                .Select(expected => $"{expected.Type.Code} {expected.Id?.OriginalText} by {expected.Source}"),
        ];
    }

    private static bool Fits(AuditListing record, string source, CodedValue type, CodedValue? id) =>
        record.SourceId == source && record.Code?.Code == type.Code && (id is null || record.Event.Id?.Code == id.Code);
}
