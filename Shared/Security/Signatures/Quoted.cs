using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Signatures;

/// <summary>A value from outside, fit for a log line.</summary>
internal static class Quoted
{
    public static string Of(string? value) => value is null ? "(none)" : $"\"{Printable.Of(value)}\"";
}
