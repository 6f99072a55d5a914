using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>Whom a client command talks to, and as whom.</summary>
internal sealed record ClientSettings
{
    public Uri? Registry { get; init; }

    public Uri? Repository { get; init; }

    /// <summary>Where a DMP tells who did what; beside the registry, unless something else is known.</summary>
    public Uri? Traces => Registry is null ? null : new Uri(Registry, DmpTraces.Path);

    /// <summary>Null: nobody takes our audit messages.</summary>
    public AuditReceiver? AuditReceiver { get; init; }

    public required string Certificate { get; init; }

    public required string Key { get; init; }

    /// <summary>A PEM file, or a folder of them.</summary>
    public required string Trust { get; init; }

    /// <summary>For an answer to begin; what then arrives may take as long as it needs.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Messages are signed with the client's key (WS-Security), and answers must be.</summary>
    public bool SignsMessages { get; init; }

    /// <summary>A SAML assertion that goes with every message; empty: none.</summary>
    public ReadOnlyMemory<byte> Assertion { get; init; }

    /// <summary>The services keep the rules of the DMP.</summary>
    public bool IsDmp { get; init; }

    public string? RepositoryUniqueId { get; init; }

    public string? AssigningAuthority { get; init; }

    /// <summary>A patient id in CX form, or the bare id to which our own authority is added.</summary>
    public PatientId PatientOf(string text)
    {
        if (text.Contains('^'))
        {
            return PatientId.TryParse(text)
                ?? throw CommandException.Usage($"'{text}' is not a patient id of the form id^^^&oid&ISO");
        }

        return AssigningAuthority is { } authority && text.Length > 0
            ? new PatientId(text, authority)
            : throw CommandException.Usage(
                $"whose patient id is '{text}'?", "Write id^^^&oid&ISO, or name the authority: --authority OID");
    }
}
