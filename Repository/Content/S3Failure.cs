using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Content;

/// <summary>
/// The S3 server does not do what it was asked: trouble of the store, never the absence of a document.
/// </summary>
internal sealed class S3FailureException : IOException
{
    private S3FailureException(string message, HttpStatusCode status, string code, Exception cause)
        : base(message, cause)
    {
        Status = status;
        Code = code;
    }

    /// <summary>0 when there was no answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>S3's own word, such as <c>NoSuchKey</c>; empty when there was none.</summary>
    public string Code { get; }

    /// <summary>The server is older, or simpler, than the request.</summary>
    public bool IsNotImplemented => Status is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed;

    private static readonly string[] FullCodes =
        ["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "ServerOutOfResources", "BucketQuotaExceeded"];

    /// <summary>Whether this is how a call to the SDK fails, and not a mistake of ours.</summary>
    public static bool IsOf(Exception failure, CancellationToken cancel) => failure switch
    {
        OperationCanceledException => !cancel.IsCancellationRequested,
        AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException => true,
        SocketException or AuthenticationException or WebException => true,
        IOException => failure is not (S3FailureException or ContentSpaceException),
        _ => false,
    };

    /// <param name="what">What was asked: "write a document".</param>
    /// <param name="server">Its name for operators.</param>
    /// <param name="failure">As the SDK throws it.</param>
    public static IOException Of(string what, string server, Exception failure)
    {
        if (failure is not AmazonServiceException { StatusCode: not 0 } answer)
        {
            return new S3FailureException(
                $"{server} does not answer the request to {what}: {ReasonOf(failure)}", 0, "", failure);
        }

        var code = answer.ErrorCode ?? "";
        var message = $"{server} refuses to {what}: {(int)answer.StatusCode} {code} {answer.Message}".TrimEnd();
        if (answer.StatusCode == HttpStatusCode.InsufficientStorage || FullCodes.Contains(code))
        {
            return new ContentSpaceException(message, failure);
        }

        return new S3FailureException(message + Hint(answer), answer.StatusCode, code, failure);
    }

    private static string ReasonOf(Exception failure) => failure switch
    {
        OperationCanceledException => "the time is over",
        _ when failure.GetBaseException() is AuthenticationException wrong => $"TLS: {wrong.Message}",
        _ => failure.GetBaseException().Message,
    };

    private static string Hint(AmazonServiceException answer) =>
        answer.StatusCode == HttpStatusCode.NotImplemented
            && answer.Message.Contains("onditional", StringComparison.Ordinal)
            ? $" (switch {nameof(S3Options.ConditionalWrites)} off for this server)"
            : "";
}
