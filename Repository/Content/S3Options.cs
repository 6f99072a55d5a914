namespace XdsDmp.Repository.Content;

/// <summary>
/// Section <c>Repository:S3</c>: the S3-compatible server that keeps the octets where
/// <c>Repository:ContentStore</c> is <c>S3</c>.
/// </summary>
public sealed record S3Options
{
    /// <summary>URL of the server; empty: AWS, of that region.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>What requests are signed for; servers that know no regions take any.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Must exist; nobody else should write there.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>Before each key, so that a bucket can be shared: <c>repository/</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The bucket stands in the path of a URL, not in its host name.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>
    /// File in the form of AWS's shared credentials (<c>[default]</c>, <c>aws_access_key_id = …</c>,
    /// <c>aws_secret_access_key = …</c>). Empty: the environment (<c>AWS_ACCESS_KEY_ID</c>,
    /// <c>AWS_SECRET_ACCESS_KEY</c>), then what else the SDK knows.
    /// </summary>
    public string CredentialsFile { get; init; } = "";

    /// <summary>Which section of <see cref="CredentialsFile"/>.</summary>
    public string CredentialsProfile { get; init; } = "default";

    /// <summary>
    /// Authorities that may vouch for the server: a folder as the trust folder is one, or one such file. Empty:
    /// <c>Security:TrustFolder</c>.
    /// </summary>
    public string TrustFolder { get; init; } = "";

    /// <summary>Without TLS documents can be read on the way; on loopback that is always allowed.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>What the signature of a request says of the octets sent with it.</summary>
    public S3PayloadSigning PayloadSigning { get; init; } = S3PayloadSigning.Whole;

    /// <summary>When the SDK adds checksums of its own (CRC) to what it sends.</summary>
    public S3Checksums Checksums { get; init; } = S3Checksums.WhenRequired;

    /// <summary>
    /// Content-MD5 goes with all octets that are sent: the server refuses what it received otherwise.
    /// </summary>
    public bool ContentMd5 { get; init; } = true;

    /// <summary>
    /// <c>If-None-Match: *</c> goes with each document; off for servers that do not know it, which are asked first.
    /// </summary>
    public bool ConditionalWrites { get; init; } = true;

    /// <summary>How it is made sure that the server holds what was sent.</summary>
    public S3Verify Verify { get; init; } = S3Verify.ETag;

    /// <summary>Octets of one part of a large document; a server takes 10,000 parts, of 5 MiB at least.</summary>
    public int PartBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>For one request; it is then repeated.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How often a request that fails is repeated.</summary>
    public int Retries { get; init; } = 3;
}

/// <summary>How octets are covered by the signature of the request that carries them.</summary>
public enum S3PayloadSigning
{
    /// <summary>Their SHA-256 is signed: the server refuses what arrives otherwise. Every server knows this.</summary>
    Whole,

    /// <summary>
    /// In chunks, each with its signature (<c>aws-chunked</c>). Some servers store the signatures among the octets.
    /// </summary>
    Chunked,

    /// <summary>Not at all: TLS alone protects them.</summary>
    None,
}

public enum S3Checksums
{
    WhenRequired,
    WhenSupported,
}

public enum S3Verify
{
    /// <summary>
    /// The server's ETag is the MD5 of what was sent, part by part and of the whole; the size is asked for. Servers
    /// that encrypt with keys of their own have other ETags.
    /// </summary>
    ETag,

    /// <summary>The whole object is read again and its SHA-256 compared.</summary>
    ReadBack,
}
