using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Trust;

namespace XdsDmp.Repository.Signatures;

/// <summary>What the settings ask of signatures, and the verifier that looks.</summary>
internal sealed record SignatureRules(
    SubmissionSignatureMode Mode, IReadOnlyCollection<SignatureLevel> Levels, DocumentSignatureVerifier Verifier,
    int MaxSignatureBytes)
{
    /// <summary>All but the author: which attribute of a certificate names a person differs by country.</summary>
    private static readonly SignatureLevel[] DefaultLevels =
    [
        .. Enum.GetValues<SignatureLevel>().Where(level => level != SignatureLevel.Author),
    ];

    /// <summary>Null when signatures are not looked at.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static SignatureRules? Of(RepositoryOptions options, TimeProvider clock, ILogger logger)
    {
        if (options.SubmissionSignature == SubmissionSignatureMode.Off)
        {
            return null;
        }

        var folder = ConfigurationReader.Required(options.DocumentSigners, "Repository:DocumentSigners");
        var store = new TrustStore(folder, clock, alarm => logger.LogError("{Kind}: {Text}", alarm.Kind, alarm.Text));
        var rules = new DocumentSignatureRules
        {
            AllowSha1 = options.AllowSha1Signatures,
            MaxReferences = options.MaxSignatureReferences,
            MaxSignatureBytes = options.MaxSignatureBytes,
        };
        return new SignatureRules(
            options.SubmissionSignature, LevelsOf(options),
            new DocumentSignatureVerifier(rules, new DocumentSignerTrust(store, new PeerRules(), clock)),
            options.MaxSignatureBytes);
    }

    private static SignatureLevel[] LevelsOf(RepositoryOptions options) => options.SubmissionSignatureLevels.Count == 0
        ? DefaultLevels
        : [.. options.SubmissionSignatureLevels.Select(name => Enum.TryParse<SignatureLevel>(name, out var level)
            && Enum.IsDefined(level)
                ? level
                : throw new ConfigurationException(
                    $"Repository:SubmissionSignatureLevels: '{name}' is none of "
                    + string.Join(", ", Enum.GetNames<SignatureLevel>())))];
}
