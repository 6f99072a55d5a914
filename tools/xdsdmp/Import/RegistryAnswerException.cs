using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Import;

/// <summary>A registry does not answer a question that the whole depends on.</summary>
internal sealed class RegistryAnswerException(string question, RegistryResponse response) : Exception(
    $"{question} was answered with {response.Status}: "
    + string.Join("; ", response.Errors.Select(error => Screen.Printable($"{error.Code} {error.Context}")).Take(3)))
{
    public bool IsTooMuch { get; } = Has(response, RegistryErrorCode.XDSTooManyResults);

    /// <summary>The profile lets a registry say so, or answer with nothing (ITI TF-2 §3.18.4.1.3).</summary>
    public bool IsUnknownPatient { get; } = Has(response, RegistryErrorCode.XDSUnknownPatientId);

    private static bool Has(RegistryResponse response, RegistryErrorCode code) =>
        response.Errors.Any(error => error.Is(code));
}
