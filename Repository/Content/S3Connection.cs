using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.S3;
using Amazon.S3.Model;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Content;

/// <summary>
/// One bucket of one S3 server, asked through the SDK over our own HTTP handler: trust is the node's, redirections are
/// not followed, no proxy is used. Whatever fails leaves as an <see cref="IOException"/> with its reason.
/// </summary>
internal sealed class S3Connection : IDisposable
{
    /// <summary>S3's own limits of an upload in parts.</summary>
    internal const int MaxParts = 10_000;

    private const int LeastPartBytes = 5 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly AmazonS3Client _client;
    private readonly string _server;

    /// <param name="options">Checked here.</param>
    /// <param name="handler">Makes connections; disposed with this.</param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public S3Connection(S3Options options, HttpMessageHandler handler)
    {
        Check(options);
        Options = options;
        _server = $"the S3 server {(options.Endpoint.Length > 0 ? options.Endpoint : $"of AWS in {options.Region}")}";
        _http = new HttpClient(new NoRedirection(handler)) { Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds) };
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            HttpClientFactory = new OneClient(_http),
            MaxErrorRetry = options.Retries,
            RetryMode = RequestRetryMode.Standard,
            RequestChecksumCalculation = options.Checksums == S3Checksums.WhenRequired
                ? RequestChecksumCalculation.WHEN_REQUIRED
                : RequestChecksumCalculation.WHEN_SUPPORTED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            IgnoreConfiguredEndpointUrls = true,
        };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        _client = options.CredentialsFile.Length > 0
            ? new AmazonS3Client(CredentialsOf(options), config)
            : new AmazonS3Client(config);
    }

    public S3Options Options { get; }

    public string Bucket => Options.Bucket;

    /// <summary>The largest document that fits into its parts.</summary>
    public static long MostBytes(S3Options options) => (long)options.PartBytes * MaxParts;

    /// <summary>Whether these settings can work; nobody is asked.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static void Check(S3Options options)
    {
        ConfigurationReader.Required(options.Bucket, "Repository:S3:Bucket");
        ConfigurationReader.Required(options.Region, "Repository:S3:Region");
        if (options.Endpoint.Length > 0)
        {
            CheckEndpoint(options);
        }

        if (options.PartBytes is < LeastPartBytes or > 512 * 1024 * 1024)
        {
            throw new ConfigurationException("Repository:S3:PartBytes must be from 5 MiB to 512 MiB");
        }

        if (options is not { TimeoutSeconds: > 0, Retries: >= 0 and <= 20 })
        {
            throw new ConfigurationException(
                "Repository:S3:TimeoutSeconds must be above 0, Repository:S3:Retries from 0 to 20");
        }

        if (options.CredentialsFile.Length > 0)
        {
            CredentialsOf(options);
        }
    }

    public string NameOf(string key) => Options.Prefix + key;

    /// <summary>Null: somebody else's object.</summary>
    public string? KeyOf(string name) => name.StartsWith(Options.Prefix, StringComparison.Ordinal)
        && IsKey(name.AsSpan(Options.Prefix.Length)) ? name[Options.Prefix.Length..] : null;

    /// <param name="what">For the reason of a failure: "write a document".</param>
    /// <param name="call">One request.</param>
    /// <param name="cancel">Leaves as it comes; everything else as an <see cref="IOException"/>.</param>
    /// <exception cref="S3FailureException">No answer, or a refusal.</exception>
    public async Task<T> CallAsync<T>(
        string what, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call(_client, cancel);
        }
        catch (Exception failure) when (S3FailureException.IsOf(failure, cancel))
        {
            throw S3FailureException.Of(what, _server, failure);
        }
    }

    /// <summary>Null: no such object, and the server has said so of the object, not of the bucket.</summary>
    public async Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(
                "find a document", (client, limit) =>
                    client.GetObjectMetadataAsync(Bucket, NameOf(key), limit), cancel);
        }
        catch (S3FailureException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            // An answer to HEAD has no body to say what was not found: without its bucket every document would look
            // absent.
            await ProveBucketAsync(cancel);
            return null;
        }
    }

    /// <summary>The bucket is there and may be looked at.</summary>
    public async Task ProveBucketAsync(CancellationToken cancel)
    {
        try
        {
            await CallAsync(
                "find the bucket",
                (client, limit) => client.HeadBucketAsync(new HeadBucketRequest { BucketName = Bucket }, limit),
                cancel);
        }
        catch (S3FailureException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            throw new IOException($"{_server} has no bucket {Bucket}", missing);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static bool IsKey(ReadOnlySpan<char> text) =>
        Guid.TryParseExact(text, "n", out _) && !text.ContainsAnyInRange('A', 'F');

    private static AWSCredentials CredentialsOf(S3Options options) =>
        new CredentialProfileStoreChain(Path.GetFullPath(options.CredentialsFile))
            .TryGetAWSCredentials(options.CredentialsProfile, out var credentials)
            ? credentials
            : throw new ConfigurationException(
                $"Repository:S3:CredentialsFile: {options.CredentialsFile} cannot be read, or has no section "
                + $"[{options.CredentialsProfile}] with aws_access_key_id and aws_secret_access_key");

    private static void CheckEndpoint(S3Options options)
    {
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.UserInfo.Length > 0)
        {
            throw new ConfigurationException(
                "Repository:S3:Endpoint must be a URL as https://storage.example:9000, without user and password");
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowPlainHttp)
        {
            throw new ConfigurationException(
                $"Repository:S3:Endpoint {url} has no TLS: documents could be read on the way. Use https, or say "
                + "Repository:S3:AllowPlainHttp=true");
        }

        if (url.Scheme == Uri.UriSchemeHttp && options.PayloadSigning == S3PayloadSigning.None)
        {
            throw new ConfigurationException("Repository:S3:PayloadSigning=None needs an endpoint with https");
        }
    }

    /// <summary>The SDK would sign the request anew for wherever it is sent, and send the document there.</summary>
    private sealed class NoRedirection(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode is < 300 or >= 400 || answer.StatusCode == HttpStatusCode.NotModified)
            {
                return answer;
            }

            var target = answer.Headers.Location?.GetLeftPart(UriPartial.Authority) ?? "another place";
            answer.Dispose();
            throw new HttpRequestException($"it redirects to {target}, which is not followed");
        }
    }

    /// <summary>The SDK uses our client, and leaves it to us when it ends.</summary>
    private sealed class OneClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
