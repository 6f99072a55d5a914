using System.Buffers;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Documents;

/// <summary>An assertion in a file, brought to a form in which it can stand inside another document.</summary>
internal static class AssertionFile
{
    // Every namespace in scope is declared on the element itself, also one that only a value uses; no declaration above.
    private static readonly CanonicalMethod Portable = new(CanonicalForm.Inclusive10, WithComments: true);

    public static ReadOnlyMemory<byte> Read(string file)
    {
        var octets = new ArrayBufferWriter<byte>();
        new Canonicalizer(Portable, octets).Write(NodeTree.Read(File.ReadAllBytes(file)).Root);
        return octets.WrittenMemory;
    }
}
