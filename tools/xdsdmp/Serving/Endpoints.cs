using System.Text.Json;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// What <c>endpoints.json</c> says: where the services are and which files a client needs. A key whose feature is not
/// there is absent.
/// </summary>
internal sealed record Endpoints
{
    public string? Registry { get; init; }

    public string? Repository { get; init; }

    /// <summary>Where the Document Recipient of XDR takes ITI-41.</summary>
    public string? Recipient { get; init; }

    /// <summary>ITI-57 and ITI-92: the registry.</summary>
    public string? Update { get; init; }

    /// <summary>ITI-62: the registry.</summary>
    public string? Remove { get; init; }

    /// <summary>ITI-86: the repository.</summary>
    public string? RemoveDocuments { get; init; }

    /// <summary>Where ITI-51 is answered.</summary>
    public string? MultiPatient { get; init; }

    /// <summary>TD0.2, TD0.5, TD1.1 to TD1.4, with the profile Dmp.</summary>
    public string? Patients { get; init; }

    /// <summary>TD0.3 and TD1.6, likewise.</summary>
    public string? Habilitations { get; init; }

    /// <summary>TD0.4 and TD1.5, likewise.</summary>
    public string? PatientSpecific { get; init; }

    /// <summary>TD0.0, likewise.</summary>
    public string? PatientCertif { get; init; }

    /// <summary>Where ITI-44 is answered.</summary>
    public string? PatientIdentityFeedV3 { get; init; }

    /// <summary>host:port.</summary>
    public string? PatientIdentityFeedMllp { get; init; }

    /// <summary>host:port.</summary>
    public string? SyslogTls { get; init; }

    /// <summary>host:port.</summary>
    public string? SyslogUdp { get; init; }

    /// <summary>host:port, without TLS.</summary>
    public string? SyslogTcp { get; init; }

    /// <summary>The FHIR base URL of the audit repository.</summary>
    public string? AuditFhir { get; init; }

    /// <summary>Pages for auditors.</summary>
    public string? AuditWeb { get; init; }

    /// <summary>Our own SOAP operations of the audit repository.</summary>
    public string? AuditSoap { get; init; }

    /// <summary>Below it <c>/live</c> and <c>/ready</c>, without TLS.</summary>
    public string? RegistryHealth { get; init; }

    /// <summary>Likewise.</summary>
    public string? RepositoryHealth { get; init; }

    /// <summary>Likewise.</summary>
    public string? AuditHealth { get; init; }

    public string? RepositoryUniqueId { get; init; }

    public string? AssigningAuthority { get; init; }

    /// <summary>PEM files, with their full paths.</summary>
    public string? Ca { get; init; }

    public string? ClientCertificate { get; init; }

    public string? ClientKey { get; init; }

    public string? AuditorCertificate { get; init; }

    public string? AuditorKey { get; init; }

    /// <summary>Whether messages must be signed: Off, Optional or Required.</summary>
    public string? MessageSignature { get; init; }

    /// <summary>Whether questions must carry a VIHF, likewise.</summary>
    public string? Vihf { get; init; }

    public int? Pid { get; init; }

    public static Endpoints Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Endpoints>(File.ReadAllText(path), JsonOutput.Options) ?? new Endpoints();
        }
        catch (JsonException wrong)
        {
            throw CommandException.Usage($"{path} is not a list of endpoints: {wrong.Message}", cause: wrong);
        }
    }

    /// <summary>Whole or not at all: whoever waits for the file never reads half of it.</summary>
    public void Write(string path)
    {
        var draft = path + ".tmp";
        File.WriteAllText(draft, JsonSerializer.Serialize(this, JsonOutput.Options) + "\n");
        File.Move(draft, path, overwrite: true);
    }
}
