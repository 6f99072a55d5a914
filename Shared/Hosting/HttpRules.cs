using Microsoft.AspNetCore.Http;

namespace XdsDmp.Hosting;

/// <summary>What this server does not take at the level of HTTP, whatever the service.</summary>
public static class HttpRules
{
    /// <exception cref="BadHttpRequestException">With the status to answer.</exception>
    public static void Check(HttpRequest request)
    {
        // A compressed body hides its size from every limit behind this point.
        if (request.Headers.ContentEncoding.Count > 0)
        {
            throw new BadHttpRequestException(
                "Content-Encoding is not accepted", StatusCodes.Status415UnsupportedMediaType);
        }

        // Two lengths are how requests are smuggled past a proxy. Kestrel lets the chunks win and hides the other
        // length here.
        if (request.Headers.TransferEncoding.Count > 0
            && (request.Headers.ContentLength is not null || request.Headers.ContainsKey("X-Content-Length")))
        {
            throw new BadHttpRequestException("both Content-Length and Transfer-Encoding are given");
        }
    }
}
