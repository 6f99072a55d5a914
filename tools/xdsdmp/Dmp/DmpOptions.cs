using System.CommandLine;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.CommandLine.Vihf;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>What all commands that talk with the DMP have in common: where it is, who asks, about whom.</summary>
internal sealed class DmpOptions
{
    private readonly ClientOptions _client = new();

    private readonly Option<string?> _ps = Text(
        "--ps", "ID", "National identifier of the professional [default: that of the development card]");

    private readonly Option<string> _name = new("--ps-name")
    {
        HelpName = "NAME",
        Description = "Name of the professional",
        DefaultValueFactory = _ => "TEST DOCTOR",
    };

    private readonly Option<string> _purpose = new("--purpose")
    {
        HelpName = "CODE",
        Description = "normal, bris_de_glace or centre_15",
        DefaultValueFactory = _ => VihfAttributes.Normal,
    };

    private readonly Option<string?> _reason = Text("--reason", "TEXT", "Why the glass is broken");

    private readonly Option<bool> _secret = new("--secret")
    {
        Description = "Connexion secrète: hidden from a minor's legal representatives",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The answer as JSON" };

    public static Argument<string> Patient { get; } = new("INS")
    {
        Description = "The patient: an INS of the authority, or id^^^&oid&ISO",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _ps, _name, _purpose, _reason, _secret, _json })
        {
            command.Add(option);
        }

        _client.AddTo(command);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The INS: of the domain for tests, unless it says otherwise.</summary>
    public static PatientId PatientOf(string text, string? authority = null)
    {
        if (text.Contains('^', StringComparison.Ordinal))
        {
            return PatientId.TryParse(text)
                ?? throw CommandException.Usage($"'{text}' is not a patient id of the form id^^^&oid&ISO");
        }

        var kind = text.Length == InsC.Length ? InsAuthority.InsC : InsAuthority.Test;
        return new PatientId(text, authority ?? kind.Oid);
    }

    /// <summary>Sends one message and shows why it was refused, if it was.</summary>
    /// <returns>Null: it was refused, and that has been told.</returns>
    public async Task<DmpAnswer?> SendAsync(
        ParseResult parsed, TransactionId id, PatientId? patient, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var settings = _client.Read(parsed);
        if (settings.Assertion.IsEmpty)
        {
            settings = settings with { Assertion = Vihf(parsed, patient) };
        }

        using var client = new DmpClient(settings);
        var answer = await client.CallAsync(id, body, patient, cancel);
        foreach (var mistake in answer.Mistakes)
        {
            MistakeLines.Write(mistake);
        }

        return answer.Mistakes.Count == 0 ? answer : null;
    }

    /// <summary>The data folder, for what is read there beside the endpoints.</summary>
    public DataFolder FolderOf(ParseResult parsed) => _client.FolderOf(parsed);

    public string ProfessionalOf(ParseResult parsed) => parsed.GetValue(_ps) ?? DevelopmentPkiFiles.ProfessionalId;

    private ReadOnlyMemory<byte> Vihf(ParseResult parsed, PatientId? patient)
    {
        var files = DevelopmentPkiFiles.In(FolderOf(parsed).Pki).StructureSignature;
        if (!File.Exists(files.CertificatePath))
        {
            throw CommandException.Usage(
                "the message needs a VIHF", "Make one ('xdsdmp vihf'), and name it: --assertion FILE");
        }

        return AssertionMaker.Make(new AssertionOrder
        {
            Signer = NodeCertificate.Load(files).Certificate,
            Patient = patient,
            UserId = ProfessionalOf(parsed),
            UserName = parsed.GetRequiredValue(_name),
            Profession = new AssertedCode("10", "1.2.250.1.71.1.2.7"),
            Speciality = new AssertedCode("SM26", "1.2.250.1.71.4.2.5"),
            StructureId = DevelopmentPkiFiles.StructureId,
            Sector = new AssertedCode("SA07", "1.2.250.1.71.4.2.4"),
            Purpose = parsed.GetRequiredValue(_purpose),
            Reason = parsed.GetValue(_reason),
            IsSecret = parsed.GetValue(_secret),
            Life = TimeSpan.FromMinutes(10),
            Version = "3.0",
            Issuer = DevelopmentIssuers.XuaIssuer,
        });
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
