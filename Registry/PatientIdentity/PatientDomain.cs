using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v2;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// The patient identification domain of this affinity domain: which identifiers of a feed are the registry's business
/// (ITI TF-2 §3.8.4.1.3). Those of other authorities are ignored.
/// </summary>
internal sealed class PatientDomain
{
    private const string Iso = "ISO";

    /// <summary>The longest value that ebRIM carries; a longer identifier could not be submitted for.</summary>
    private const int MaxLength = 256;

    private readonly IReadOnlyList<string> _authorities;
    private readonly Dictionary<string, string> _namespaces;

    private PatientDomain(IReadOnlyList<string> authorities, Dictionary<string, string> namespaces)
    {
        _authorities = authorities;
        _namespaces = namespaces;
    }

    /// <summary>For refusals.</summary>
    public string Authorities =>
        _authorities.Count == 0 ? "any authority with an OID" : string.Join(", ", _authorities);

    /// <exception cref="ConfigurationException">Names the namespace that leads nowhere.</exception>
    public static PatientDomain Of(RegistryOptions options)
    {
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in options.AssigningAuthorityNames)
        {
            var equals = entry.LastIndexOf('=');
            if (equals <= 0 || !Oid.IsValid(entry.AsSpan(equals + 1)) || !namespaces.TryAdd(
                entry[..equals], entry[(equals + 1)..]))
            {
                throw new ConfigurationException(
                    $"Registry:AssigningAuthorityNames: '{entry}' is not NAMESPACE=OID, or a second one for it");
            }
        }

        return new PatientDomain(options.AssigningAuthorities, namespaces);
    }

    /// <summary>Those of this domain, each once, in the form in which submissions and queries name them.</summary>
    public IReadOnlyList<PatientId> Own(IEnumerable<FeedIdentifier> identifiers) =>
        [.. identifiers.Select(TryRead).OfType<PatientId>().Where(IsOwn).Distinct()];

    public bool IsOwn(PatientId patient) => _authorities.Count == 0 || _authorities.Contains(patient.Authority);

    /// <summary>Null when the authority is not told by an OID, or the id itself is not usable.</summary>
    public PatientId? TryRead(FeedIdentifier identifier)
    {
        // A sender may give the namespace alone (ITI TF-2 §3.8.4.1.2.3): the OID of a configured one is filled in.
        var authority = identifier.UniversalId.Length > 0
            ? identifier.UniversalId
            : _namespaces.GetValueOrDefault(identifier.NamespaceId, "");
        if (identifier.UniversalIdType is not ("" or Iso) || !Oid.IsValid(authority)
            || identifier.Id.Length == 0 || identifier.Id.Any(char.IsControl))
        {
            return null;
        }

        // Submissions carry the id inside a CX with the standard separators, and escaped by them.
        var patient = new PatientId(EscapeSequences.Escape(identifier.Id, EncodingCharacters.Standard), authority);
        return patient.ToString().Length <= MaxLength ? patient : null;
    }
}
