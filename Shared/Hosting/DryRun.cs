using Microsoft.AspNetCore.Http;
using XdsDmp.Soap;

namespace XdsDmp.Hosting;

/// <summary>
/// Our extension: a request to <c>?dry-run</c>, or with the header, is validated and answered as it would be, and
/// nothing is stored. The answer has the header too, so that the sender knows that it was understood.
/// </summary>
internal static class DryRun
{
    private const string Parameter = "dry-run";
    private const string Header = "X-XdsDmp-Dry-Run";

    public static bool IsAsked(HttpRequest request) =>
        IsTrue(request.Query.TryGetValue(Parameter, out var value) ? value.ToString() : "false")
        | IsTrue(request.Headers.TryGetValue(Header, out var header) ? header.ToString() : "false");

    /// <summary>What cannot be tried must not be done instead.</summary>
    public static void Check(SoapOperation operation)
    {
        if (!operation.HasDryRun)
        {
            throw SoapFaults.Sender($"{operation.Id.Number} has no dry run; nothing was done");
        }
    }

    public static void Confirm(HttpResponse response) => response.Headers[Header] = "true";

    private static bool IsTrue(string value) => value.ToLowerInvariant() switch
    {
        "" or "true" or "1" => true,
        "false" or "0" => false,
        _ => throw SoapFaults.Sender(
            $"the dry run is {EchoedText.Quote(value)}; accepted: true, false; nothing was done"),
    };
}
