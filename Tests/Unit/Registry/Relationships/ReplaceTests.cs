using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>RPLC: the target is Deprecated, with what depends on it (ITI TF-3 §4.2.2.2.3).</summary>
[TestClass]
public sealed class ReplaceTests : ReplacementContract
{
    protected override string Type => Types.Replace;

}
