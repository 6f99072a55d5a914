namespace XdsDmp.CommandLine.Configuration;

/// <summary>Something that an operator should mend, or know.</summary>
/// <param name="Level">Error: a service would not start, or not work.</param>
/// <param name="Setting">The key, for instance <c>Registry:Port</c>; or the file.</param>
/// <param name="Place">Where its value comes from: a file with its line, the environment, the command line.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record ConfigFinding(ConfigLevel Level, string Setting, string? Place, string Problem, string Remedy);

internal enum ConfigLevel
{
    Error,
    Warning,
}
