using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;

namespace XdsDmp.Hosting.Configuration;

/// <summary>Makes of the settings of the French profile what its rules work with.</summary>
public static class DmpProfile
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Null with the profile Ihe.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static DmpRuleSettings? RulesOf(SecureNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Profile == Profile.Dmp ? RulesOf(node.Dmp) : null;
    }

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static DmpRuleSettings RulesOf(DmpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var treatments = DmpRuleSettings.ReadTreatments(options.RuleTreatments, DmpRules.Ids, out var problem);
        return problem is not null ? throw new ConfigurationException($"Dmp:RuleTreatments: {problem}")
            : new DmpRuleSettings
            {
                Values = ValueSetsOf(options.ValueSets),
                Patients = PatientsOf(options.InsAuthorities),
                RequireSignature = options.RequireSignature,
                Treatments = treatments,
            };
    }

    private static InsRules PatientsOf(IReadOnlyList<string> authorities)
    {
        if (authorities.FirstOrDefault(oid => !Oid.IsValid(oid)) is { } wrong)
        {
            throw new ConfigurationException($"Dmp:InsAuthorities: '{wrong}' is not an OID");
        }

        return authorities.Count == 0 ? InsRules.Production : new InsRules(authorities);
    }

    private static DmpValueSets ValueSetsOf(string path)
    {
        if (path.Length == 0)
        {
            return DmpValueSets.Default;
        }

        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new ConfigurationException($"Dmp:ValueSets: {path} is larger than {MaxBytes} octets");
            }

            return DmpValueSetReader.Read(File.ReadAllBytes(path), out var mistakes)
                ?? throw new ConfigurationException(
                    $"Dmp:ValueSets: {path} has {mistakes.Count} mistakes:"
                    + string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  {mistake}")));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Dmp:ValueSets: {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
