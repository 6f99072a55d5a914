using System.Buffers;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// An assertion as octets that may stand in another message, its signature unharmed: every namespace in scope is
/// declared on the element itself, also one that nothing but a value uses.
/// </summary>
public static class PortableAssertion
{
    private static readonly CanonicalMethod Form = new(CanonicalForm.Inclusive10, WithComments: true);

    public static ReadOnlyMemory<byte> Of(ElementNode assertion)
    {
        var octets = new ArrayBufferWriter<byte>(8192);
        new Canonicalizer(Form, octets).Write(assertion);
        return octets.WrittenMemory;
    }
}
