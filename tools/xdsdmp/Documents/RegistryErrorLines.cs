using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// What a registry or repository says is wrong, for a person: one error a block, its explanation taken apart.
/// </summary>
internal static class RegistryErrorLines
{
    public static void Write(RegistryResponse response)
    {
        foreach (var error in response.Errors)
        {
            Write(error);
        }

        if (response.Status != ResponseStatus.Success && response.Errors.Count == 0)
        {
            Screen.Fail($"{response.Status}, without saying why");
        }
    }

    /// <summary>
    /// Our services write <c>problem [rule R; place: …; value: …; accepted: …; see: …]</c>; what others write stands
    /// as it is.
    /// </summary>
    public static IReadOnlyList<string> Explain(string context)
    {
        var start = context.IndexOf(" [rule ", StringComparison.Ordinal);
        if (start < 0 || !context.EndsWith(']'))
        {
            return [context];
        }

        return [context[..start], .. context[(start + 2)..^1].Split("; ")];
    }

    private static void Write(RegistryError error)
    {
        var colour = error.Severity == ErrorSeverity.Warning ? "yellow" : "red";
        var lines = Explain(Screen.Printable(error.Context));
        Screen.Error.MarkupLine($"[{colour}]{Screen.Text(Screen.Printable(error.Code))}[/]: {Screen.Text(lines[0])}");
        foreach (var line in lines.Skip(1))
        {
            Screen.Error.MarkupLine($"    [grey]{Screen.Text(line)}[/]");
        }

        if (error.Location is { } location)
        {
            Screen.Error.MarkupLine($"    [grey]location: {Screen.Text(Screen.Printable(location))}[/]");
        }
    }
}
