using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace XdsDmp.Hosting.Descriptions;

/// <summary>Serves the WSDL of a service at <c>?wsdl</c> and the schemas it imports at <c>?xsd=NAME</c>.</summary>
/// <param name="wsdl">File name in <c>Schemas/Wsdl</c>.</param>
/// <param name="url">Where the service is reached.</param>
internal sealed class ServiceDescription(string wsdl, Uri url)
{
    private const string XmlType = "text/xml; charset=utf-8";

    public Uri Url { get; } = url;

    public Task WriteAsync(HttpContext http)
    {
        var text = http.Request.Query.ContainsKey("wsdl") ? Wsdl() : Schema(http.Request.Query["xsd"].ToString());
        if (text is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync($"POST SOAP messages here; the description is at {Url}?wsdl\n");
        }

        http.Response.ContentType = XmlType;
        return http.Response.WriteAsync(text);
    }

    private string Wsdl() => Read("Wsdl/" + wsdl)!
        .Replace("${address}", Url.AbsoluteUri, StringComparison.Ordinal)
        .Replace("schemaLocation=\"../Xsd/", $"schemaLocation=\"{Url}?xsd=", StringComparison.Ordinal);

    private string? Schema(string name) =>
        Read("Xsd/" + name)?.Replace("schemaLocation=\"", $"schemaLocation=\"{Url}?xsd=", StringComparison.Ordinal);

    private static string? Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
