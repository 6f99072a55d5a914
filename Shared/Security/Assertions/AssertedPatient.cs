using XdsDmp.Metadata.Model;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// The patient that an assertion is about: a CX (ITI TF-2 §3.40.4.1.2) of which id and universal id of the authority
/// count; a namespace beside it, an identifier type and dates behind it do not.
/// </summary>
internal static class AssertedPatient
{
    private const int Authority = 3;

    public static PatientId? TryParse(string? text)
    {
        var components = (text ?? "").Trim().Split('^');
        if (components.Length <= Authority || components[0].Length == 0)
        {
            return null;
        }

        var authority = components[Authority].Split('&');
        return authority.Length == 3 && authority[2] == "ISO" && Oid.IsValid(authority[1])
            ? new PatientId(components[0], authority[1])
            : null;
    }
}
