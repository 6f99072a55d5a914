using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>The contentTypeCode of the SubmissionSets that the registry itself makes.</summary>
internal static class ContentTypeSetting
{
    /// <exception cref="ConfigurationException">It is no code.</exception>
    public static Code Of(RegistryOptions options)
    {
        var parts = options.LinkChangeContentType.Split('^');
        return parts is [{ Length: > 0 } value, { Length: > 0 } name, { Length: > 0 } scheme]
            ? new Code(value, scheme, name)
            : throw new ConfigurationException(
                $"Registry:LinkChangeContentType '{options.LinkChangeContentType}' is not CODE^NAME^SCHEME");
    }
}
