using System.Text;
using System.Xml.Linq;
using XdsDmp.Metadata.Rules.Dmp;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Dmp;

[TestClass]
public sealed class DmpValueSetTests
{
    private static readonly XNamespace Svs = "urn:ihe:iti:svs:2008";

    [TestMethod]
    public void EveryTypeOfAClassIsInTheSets()
    {
        var sets = DmpValueSets.Default;
        foreach (var (name, types) in sets.TypesOfClasses)
        {
            Assert.IsNotNull(sets.SchemeOf("classCode", name), name);
            foreach (var type in types)
            {
                Assert.IsNotNull(sets.SchemeOf("typeCode", type), type);
            }
        }
    }

    [TestMethod]
    public void ATypeHasItsClass()
    {
        Assert.AreEqual("11", DmpValueSets.Default.ClassOf("SYNTH"));
        Assert.AreEqual("60", DmpValueSets.Default.ClassOf("REMB"));
        Assert.IsNull(DmpValueSets.Default.ClassOf("27899-4"));
    }

    [TestMethod]
    [DataRow("""{ "version": "1", "typesOfClasses": {} }""", "$: 'sets' is missing")]
    [DataRow(
        """{ "version": "1", "sets": { "colour": {} }, "typesOfClasses": {} }""",
        "$.sets.colour: the key 'colour' is not known here")]
    [DataRow(
        """
        { "version": "1", "typesOfClasses": {},
          "sets": { "classCode": { "name": "J", "oid": "1.2", "codes": { "1.3": ["A", "A"] } } } }
        """,
        "A^^1.3 stands in the set twice")]
    [DataRow(
        """{ "version": "1", "sets": {}, "typesOfClasses": { "10": ["A"], "11": ["A"] } }""",
        "the type A is of class 10 already")]
    [DataRow("""{ "version": "1", "sets": {}, "typesOfClasses": { "10": "A" } }""", "a list of codes is expected")]
    [DataRow("nonsense", "this is not JSON")]
    public void MistakesAreToldWithTheirPlace(string json, string mistake)
    {
        Assert.IsNull(DmpValueSetReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes));
        StringAssert.Contains(string.Join('\n', mistakes), mistake);
    }

    /// <summary>With the files as they are published, where they are at hand.</summary>
    [TestMethod]
    [DataRow("J01", "authorSpecialty")]
    [DataRow("J02", "healthcareFacilityTypeCode")]
    [DataRow("J04", "practiceSettingCode")]
    [DataRow("J07", "typeCode")]
    [DataRow("J08", "confidentialityCode")]
    [DataRow("J47", "authorRole")]
    [DataRow("J231", "referenceIdType")]
    public void TheSetsAreAsPublished(string name, string attribute)
    {
        var published = Published(name);
        var set = DmpValueSets.Default.Sets[attribute];
        var codes = published.Descendants(Svs + "Concept")
            .Select(c => (c.Attribute("code")!.Value, c.Attribute("codeSystem")!.Value)).ToHashSet();
        Assert.AreEqual($"JDV_{name}", set.Name);
        Assert.AreEqual(published.Descendants(Svs + "ValueSet").Single().Attribute("id")!.Value, set.Oid);
        Assert.IsEmpty(codes.Except(set.Codes), "not in ours");

        // The association of the DMP has one type that this set of the whole health sector does not have.
        var more = set.Codes.Except(codes).ToList();
        Assert.IsTrue(more.Count == 0 || more is [("11526-1", _)], string.Join(", ", more));
    }

    private static XDocument Published(string name)
    {
        var folder = Environment.GetEnvironmentVariable("XDSDMP_DMP_SAMPLES");
        var values = folder is null ? null : Path.Combine(folder, "jdv-ans");
        if (values is null || !Directory.Exists(values))
        {
            Assert.Inconclusive("XDSDMP_DMP_SAMPLES names no folder with published value sets");
        }

        return XDocument.Load(Directory.GetFiles(values!, $"JDV_{name}_*.xml").Single());
    }
}
