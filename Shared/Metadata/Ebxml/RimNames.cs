namespace XdsDmp.Metadata.Ebxml;

/// <summary>Namespace and element names of the ebXML registry information model, version 3.0.</summary>
public static class RimNames
{
    public const string Namespace = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";

    public const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    public const string Association = "Association";
    public const string Classification = "Classification";
    public const string ContentVersionInfo = "ContentVersionInfo";
    public const string Description = "Description";
    public const string ExternalIdentifier = "ExternalIdentifier";
    public const string ExtrinsicObject = "ExtrinsicObject";
    public const string LocalizedString = "LocalizedString";
    public const string Name = "Name";
    public const string ObjectRef = "ObjectRef";
    public const string RegistryObjectList = "RegistryObjectList";
    public const string RegistryPackage = "RegistryPackage";
    public const string Slot = "Slot";
    public const string Value = "Value";
    public const string ValueList = "ValueList";
    public const string VersionInfo = "VersionInfo";
}
