using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// The identifiers by which a signature of ours names its parts. Nothing within the Body may bear one of them, as
/// metadata that others registered might: whoever verifies could not tell what was signed.
/// </summary>
internal sealed class SignedIds
{
    private readonly HashSet<string> _taken;
    private readonly string? _body;
    private readonly int _longest;
    private bool _isBodySeen;

    /// <param name="envelope">Nothing need be in its Body.</param>
    public SignedIds(SecuredEnvelope envelope)
    {
        _taken = [.. envelope.Headers.Concat(envelope.Security!.Elements).Select(Of).OfType<string>()];
        _body = Of(envelope.Body);
        _longest = _taken.Append(_body ?? "").Max(id => id.Length);
    }

    public static string? Of(ElementNode element) => element.Attribute("Id", WssNames.Utility);

    /// <summary>Looks at an attribute of the Body, or of anything within it.</summary>
    /// <exception cref="UntrustedMessageException">It is an identifier that another part bears.</exception>
    public void Look(string namespaceUri, ReadOnlySpan<byte> localName, ReadOnlySpan<byte> value)
    {
        // Most are longer, or of another name: these are not made texts of.
        if (value.Length > _longest || localName is not [.., (byte)'d' or (byte)'D']
            || !ElementIds.IsId(namespaceUri, Encoding.UTF8.GetString(localName)))
        {
            return;
        }

        var id = Encoding.UTF8.GetString(value);
        if (_taken.Contains(id) || (id == _body && _isBodySeen))
        {
            throw ElementIds.Twice(id);
        }

        _isBodySeen |= id == _body;
    }
}
