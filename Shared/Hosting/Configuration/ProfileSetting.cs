using Microsoft.Extensions.Configuration;

namespace XdsDmp.Hosting.Configuration;

/// <summary>Whose rules are kept: setting <c>Profile</c>.</summary>
public enum Profile
{
    /// <summary>IHE XDS.b and nothing else.</summary>
    Ihe,

    /// <summary>The French DMP beside it: its rights, its metadata, its states and its transactions.</summary>
    Dmp,
}

/// <summary>Reads the setting <c>Profile</c>, which stands in no section.</summary>
public static class ProfileSetting
{
    public const string Key = "Profile";

    /// <exception cref="ConfigurationException">There is no such profile.</exception>
    public static Profile Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Key] switch
        {
            null or "" => Profile.Ihe,
            var name when name.Equals(nameof(Profile.Ihe), StringComparison.OrdinalIgnoreCase) => Profile.Ihe,
            var name when name.Equals(nameof(Profile.Dmp), StringComparison.OrdinalIgnoreCase) => Profile.Dmp,
            var name => throw new ConfigurationException($"{Key} is '{name}', which is neither Ihe nor Dmp"),
        };
    }
}
