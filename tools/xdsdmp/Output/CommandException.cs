namespace XdsDmp.CommandLine.Output;

/// <summary>Ends a command with a message for its user, with advice where there is some.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int exitCode, string message, string? advice, Exception? cause)
        : base(message, cause)
    {
        Code = exitCode;
        Advice = advice;
    }

    public int Code { get; }

    /// <summary>What the user can do about it.</summary>
    public string? Advice { get; }

    public static CommandException Failed(string message, string? advice = null, Exception? cause = null) =>
        new(ExitCode.Refused, message, advice, cause);

    public static CommandException Usage(string message, string? advice = null, Exception? cause = null) =>
        new(ExitCode.Usage, message, advice, cause);
}
