using System.Globalization;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Documents;

/// <summary>The audit repository that gets the client's messages.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Of syslog over TLS.</param>
/// <param name="Confirms">It confirms delivery, as ours does.</param>
/// <param name="Outbox">The file in which messages wait for it: one receiver must not get those of another.</param>
internal sealed record AuditReceiver(string Host, int Port, bool Confirms, string Outbox)
{
    /// <summary>The audit repository of the installation in this folder.</summary>
    public static AuditReceiver? OfInstallation(DataFolder folder, string? address) =>
        address is null ? null : Of(address, confirms: true, folder.ClientOutbox);

    /// <summary>The one that the command line names; null for <c>none</c>.</summary>
    /// <exception cref="CommandException">It is not host:port.</exception>
    public static AuditReceiver? OfCommandLine(string address) =>
        address == "none" ? null : Of(address, confirms: false, OwnOutbox(address));

    private static AuditReceiver Of(string address, bool confirms, string outbox)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0
            && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, null, out var port)
            && port is > 0 and <= 65535
            ? new AuditReceiver(address[..colon], port, confirms, outbox)
            : throw CommandException.Usage($"--audit: '{address}' is not host:port");
    }

    private static string OwnOutbox(string address)
    {
        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var name = string.Concat(address.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        return home.Length > 0
            ? Path.Combine(home, "xdsdmp", $"outbox-{name}.db")
            : throw CommandException.Usage("there is no home folder to keep audit messages in until they are sent");
    }
}
