
namespace XdsDmp.CommandLine.Output;

/// <summary>
/// The two consoles: data on standard output, everything said about it on standard error. Colours and boxes only where
/// a person looks; redirected output is as wide as it needs to be, so that no identifier is broken.
/// </summary>
internal static class Screen
{
    private const int RedirectedWidth = 400;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>A terminal on which lines may be drawn over.</summary>
    public static bool IsLive => !Console.IsErrorRedirected && Error.Profile.Capabilities.Ansi;

    /// <summary>Marks up a line of ours; values are to be escaped by <see cref="Text"/>.</summary>
    public static string Text(string? value) => Markup.Escape(value ?? "");

    public static void Warn(string message) => Error.MarkupLine($"[yellow]warning:[/] {Text(message)}");

    public static void Fail(string message, string? advice = null)
    {
        Error.MarkupLine($"[red]error:[/] {Text(message)}");
        if (advice is not null)
        {
            Error.MarkupLine($"       {Text(advice)}");
        }
    }

    /// <summary>Terminals may show control characters of what was sent to us as commands.</summary>
    public static string Printable(string? value) =>
        value is null ? "" : string.Concat(value.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = IsPlain(isRedirected) ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    private static bool IsPlain(bool isRedirected) =>
        isRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
