using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Vihf;

/// <summary>How an assertion is ordered on the command line.</summary>
internal sealed class AssertionOptions
{
    private const string Doctor = "10^1.2.250.1.71.1.2.7";
    private const string GeneralPractice = "SM26^1.2.250.1.71.4.2.5";
    private const string None = "none";

    private static readonly Dictionary<string, VihfMode> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["direct"] = VihfMode.Direct,
        ["indirect"] = VihfMode.Indirect,
        ["reinforced"] = VihfMode.ReinforcedIndirect,
    };

    private readonly Option<string?> _data =
        Text("--data", "DIR", $"Data folder with the keys [default: {DataFolder.Variable}, else ./data]");

    private readonly Option<bool> _xua = new("--xua") { Description = "A plain XUA assertion instead of a VIHF" };
    private readonly Option<string?> _patient =
        Text("--patient", "ID", "The patient: INS, id or CX (id^^^&oid&ISO) [default: none]");
    private readonly Option<string?> _authority =
        Text("--authority", "OID", "Authority of a patient id without one [default: the data folder's]");
    private readonly Option<string?> _ps = Text(
        "--ps", "ID", "National identifier of the professional [default: that of the development card]");
    private readonly Option<string> _name = Text("--name", "NAME", "Name of the professional", "TEST DOCTOR");
    private readonly Option<string> _profession = Text("--profession", "CODE^OID", "First role", Doctor);
    private readonly Option<string> _speciality =
        Text("--speciality", "CODE^OID", "Second role; 'none' for none", GeneralPractice);
    private readonly Option<string> _structure =
        Text("--structure", "ID", "National identifier of the structure", DevelopmentPkiFiles.StructureId);
    private readonly Option<string> _sector = Text("--sector", "CODE^OID", "Sector", "SA07^1.2.250.1.71.4.2.4");
    private readonly Option<string> _purpose =
        Text("--purpose", "CODE", "normal, bris_de_glace or centre_15", VihfAttributes.Normal);
    private readonly Option<string?> _reason = Text("--reason", "TEXT", "Why the glass is broken");
    private readonly Option<string> _mode =
        Text("--mode", "MODE", $"How the user has logged in: {string.Join(", ", Modes.Keys)}", "indirect");
    private readonly Option<bool> _secret = new("--secret")
    {
        Description = "Connexion secrète: hidden from a minor's legal representatives",
    };

    private readonly Option<int> _life = new("--life")
    {
        HelpName = "MINUTES",
        Description = "How long it holds; 0: it does not say",
        DefaultValueFactory = _ => 60,
    };

    private readonly Option<string> _version = Text("--vihf-version", "V", "VIHF_Version", "3.0");
    private readonly Option<string> _issuer =
        Text("--issuer", "NAME", "Issuer of an XUA assertion", DevelopmentIssuers.XuaIssuer);
    private readonly Option<string> _audience =
        Text("--audience", "NAME", "Audience of an XUA assertion", DevelopmentIssuers.Audience);
    private readonly Option<string?> _certificate =
        Text("--certificate", "FILE", "Signs, instead of a development one");
    private readonly Option<string?> _key = Text("--key", "FILE", "Its key");

    public AssertionOptions() => _mode.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Modes.Keys]);

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _data, _xua, _patient, _authority, _ps, _name, _profession, _speciality, _structure, _sector, _purpose,
            _reason, _mode, _secret, _life, _version, _issuer, _audience, _certificate, _key,
        ];
        Array.ForEach(options, command.Add);
    }

    public DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(parsed.GetValue(_data));

    public AssertionOrder Read(ParseResult parsed)
    {
        var folder = FolderOf(parsed);
        var mode = Modes[parsed.GetRequiredValue(_mode)];
        var life = parsed.GetValue(_life);
        return new AssertionOrder
        {
            Signer = SignerOf(parsed, folder, mode),
            IsXua = parsed.GetValue(_xua),
            Patient = AssertionMaker.PatientOf(
                parsed.GetValue(_patient), parsed.GetValue(_authority) ?? NodeIdentity.AuthorityOf(folder)),
            UserId = parsed.GetValue(_ps) ?? DevelopmentPkiFiles.ProfessionalId,
            UserName = parsed.GetRequiredValue(_name),
            Profession = Code(parsed.GetRequiredValue(_profession), _profession.Name),
            Speciality = parsed.GetRequiredValue(_speciality) is var speciality && speciality == None
                ? null
                : Code(speciality, _speciality.Name),
            StructureId = parsed.GetRequiredValue(_structure),
            Sector = Code(parsed.GetRequiredValue(_sector), _sector.Name),
            Purpose = parsed.GetRequiredValue(_purpose),
            Reason = parsed.GetValue(_reason),
            Mode = mode,
            IsSecret = parsed.GetValue(_secret),
            Life = life switch
            {
                < 0 => throw CommandException.Usage("--life: minutes, or 0 for an assertion that says no times"),
                0 => null,
                _ => TimeSpan.FromMinutes(life),
            },
            Version = parsed.GetRequiredValue(_version),
            Issuer = parsed.GetRequiredValue(_issuer),
            Audiences = [parsed.GetRequiredValue(_audience)],
        };
    }

    private X509Certificate2 SignerOf(ParseResult parsed, DataFolder folder, VihfMode mode)
    {
        var (certificate, key) = (parsed.GetValue(_certificate), parsed.GetValue(_key));
        if (certificate is not null || key is not null)
        {
            return certificate is not null && key is not null
                ? NodeCertificate.Load(certificate, key).Certificate
                : throw CommandException.Usage("--certificate and --key belong together");
        }

        var pki = DevelopmentPkiFiles.In(folder.Pki);
        var files = parsed.GetValue(_xua) ? pki.AssertionIssuer
            : mode == VihfMode.Direct ? pki.ProfessionalSignature : pki.StructureSignature;
        return File.Exists(files.CertificatePath) && File.Exists(files.KeyPath)
            ? NodeCertificate.Load(files).Certificate
            : throw CommandException.Usage(
                $"there is no {files.CertificatePath}",
                "Start 'xdsdmp up' once with this data folder, or name what signs: --certificate FILE --key FILE");
    }

    private static AssertedCode Code(string text, string option) =>
        text.Split('^') is [{ Length: > 0 } code, { Length: > 0 } system]
            ? new AssertedCode(code, system)
            : throw CommandException.Usage($"{option}: '{text}' is not CODE^OID");

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static Option<string> Text(string name, string value, string description, string otherwise) =>
        new(name) { HelpName = value, Description = description, DefaultValueFactory = _ => otherwise };
}
