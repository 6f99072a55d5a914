using System.Text;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>A sender who signs what it likes, with whatever algorithms it likes.</summary>
internal sealed class PartialSigner(SignedSample sample)
{
    /// <summary>The sample message, its signature redone without one of the parts.</summary>
    public async Task<byte[]> SignAllButAsync(string part) => Resign(
        await sample.SignedTreeAsync(), (_, element) => element.LocalName == part ? null : element);

    /// <summary>
    /// Signs again what the signature refers to, by what <paramref name="choose"/> makes of each part.
    /// </summary>
    public byte[] Resign(XmlDocument tree, Func<string, ElementNode, ElementNode?> choose)
    {
        var nodes = NodeTree.Read(Encoding.UTF8.GetBytes(tree.OuterXml));
        var ids = new ElementIds(nodes);
        var references = tree.SelectNodes(
            "//*[local-name()='Reference' and @URI and ../*[local-name()='SignatureMethod']]")!
            .Cast<XmlElement>().Select(reference => reference.GetAttribute("URI"));
        var parts = references.Select(uri => (Uri: uri, Element: choose(uri, ids.Find(uri[1..])!)))
            .Where(part => part.Element is not null)
            .Select(part => SignedPart.Of(part.Uri, part.Element!)).ToList();
        return WithSignature(tree, parts);
    }

    public byte[] WithSignature(XmlDocument tree, IReadOnlyList<SignedPart> parts)
    {
        var signature = MessageVerifierTests.One(tree, "Signature");
        var keyInfo = (XmlElement)signature.SelectSingleNode("*[local-name()='KeyInfo']")!;
        var written = SignatureWriter.Write(parts, sample.Certificate, null, new SignatureContent
        {
            KeyInfo = Encoding.UTF8.GetBytes(keyInfo.OuterXml),
        });
        var fragment = tree.CreateDocumentFragment();
        fragment.InnerXml = Encoding.UTF8.GetString(written);
        signature.ParentNode!.ReplaceChild(fragment, signature);
        return Encoding.UTF8.GetBytes(tree.OuterXml);
    }
}
