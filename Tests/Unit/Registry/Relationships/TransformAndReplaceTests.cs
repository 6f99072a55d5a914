using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>XFRM_RPLC: as RPLC, in another form (ITI TF-3 §4.2.2.2.4).</summary>
[TestClass]
public sealed class TransformAndReplaceTests : ReplacementContract
{
    protected override string Type => Types.TransformAndReplace;

}
