namespace XdsDmp.CommandLine.Output;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The services refused it, or it failed on the way.</summary>
    public const int Refused = 1;

    /// <summary>The command or the configuration is wrong: trying again as it is will not help.</summary>
    public const int Usage = 2;
}
