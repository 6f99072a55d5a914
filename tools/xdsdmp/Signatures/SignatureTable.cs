using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Documents;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>The report of a verification: a row a level.</summary>
internal static class SignatureTable
{
    public static void Show(DocumentSignatureReport report)
    {
        if (report.Signature is { } signature)
        {
            Screen.Out.WriteLine($"signer   {Screen.Printable(signature.Signer?.Subject ?? "unknown")}");
            Screen.Out.WriteLine($"signed   {TimeOf(signature.Properties.SigningTime)}");
            Screen.Out.WriteLine($"purpose  {string.Join(", ", signature.Properties.Purposes.Select(NameOf))}");
        }

        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumns("[bold]Level[/]", "[bold]State[/]", "[bold]Document[/]", "[bold]Reason[/]");
        foreach (var result in report.Levels)
        {
            table.AddRow(
                $"{result.Level}", StateOf(result.State), Cell(result.Document ?? ""), Cell(result.Reason));
        }

        Screen.Out.Write(table);
    }

    public static object Json(DocumentSignatureReport report) => new
    {
        Signer = report.Signature?.Signer?.Subject,
        report.Signature?.Properties.SigningTime,
        report.Signature?.Properties.Purposes,
        Documents = report.Signature?.Manifest.Select(reference => reference.UniqueId),
        report.Levels,
    };

    private static string StateOf(LevelState state) => state switch
    {
        LevelState.Valid => "[green]valid[/]",
        LevelState.Invalid => "[red]invalid[/]",
        _ => "[yellow]not checked[/]",
    };

    private static string TimeOf(DateTimeOffset? time) =>
        time is null ? "unknown" : $"{time.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    private static string NameOf(string purpose) =>
        SignaturePurpose.Find(purpose)?.DisplayName ?? Screen.Printable(purpose);

    private static string Cell(string text) => Screen.Text(Screen.Printable(text));
}
