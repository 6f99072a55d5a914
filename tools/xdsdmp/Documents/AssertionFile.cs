using XdsDmp.Security.Assertions;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Documents;

/// <summary>An assertion in a file, as it goes into a message.</summary>
internal static class AssertionFile
{
    public static ReadOnlyMemory<byte> Read(string file) =>
        PortableAssertion.Of(NodeTree.Read(File.ReadAllBytes(file)).Root);
}
