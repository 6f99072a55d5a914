using System.Xml;

namespace XdsDmp.Xml;

/// <summary>Gives every prefix a namespace, so that a document can be read by its local names.</summary>
internal sealed class UndeclaredNamespaces : XmlNamespaceManager
{
    private readonly string _name;

    public UndeclaredNamespaces(XmlNameTable names)
        : base(names) => _name = names.Add(XmlReaders.Undeclared);

    public override string? LookupNamespace(string prefix) => base.LookupNamespace(prefix) ?? _name;
}
