namespace XdsDmp.Soap.Multipart;

/// <summary>Content-Transfer-Encoding of a part (RFC 2045 §6).</summary>
internal static class TransferEncodings
{
    /// <summary>The decoded content of a part.</summary>
    public static Stream Decoded(Stream content, string? encoding, string name) =>
        (encoding ?? "binary").Trim().ToLowerInvariant() switch
        {
            "binary" or "8bit" or "7bit" or "" => content,
            "base64" => new Base64PartStream(content, name),
            "quoted-printable" => new QuotedPrintablePartStream(content, name),
            _ => throw SoapFaults.Sender(
                $"the Content-Transfer-Encoding of {name} is {EchoedText.Quote(encoding)}; "
                + "accepted: binary, 8bit, 7bit, base64, quoted-printable"),
        };
}
