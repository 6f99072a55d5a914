namespace XdsDmp.Soap.Multipart;

/// <summary>A part with <c>Content-Transfer-Encoding: base64</c>.</summary>
internal sealed class Base64PartStream(Stream encoded, string name) : DecodingStream
{
    private readonly Base64Decoder _decoder = new();
    private readonly byte[] _piece = new byte[PieceLength - 4];

    protected override async ValueTask<int> DecodeNextAsync(byte[] decoded, CancellationToken cancel)
    {
        var count = await encoded.ReadAsync(_piece, cancel).ConfigureAwait(false);
        try
        {
            if (count > 0)
            {
                return _decoder.Decode(_piece.AsSpan(0, count), decoded);
            }

            _decoder.Finish();
            return -1;
        }
        catch (FormatException e)
        {
            throw SoapFaults.Sender($"{name} is not valid base64: {e.Message}", e);
        }
    }
}
