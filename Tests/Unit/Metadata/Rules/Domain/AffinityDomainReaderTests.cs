using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Domain;

[TestClass]
public sealed class AffinityDomainReaderTests
{
    private const string Fingerprint = "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff";

    [TestMethod]
    public void TheShippedFileRestrictsNothing()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Domains", "ihe-open.json");

        var domain = AffinityDomainReader.Read(File.ReadAllBytes(file), out var mistakes);

        Assert.IsEmpty(mistakes);
        Assert.AreEqual(AffinityDomain.Open.Version, domain!.Version);
        Assert.IsEmpty(domain.Codes);
        Assert.IsNull(domain.MimeTypes);
        Assert.IsNull(domain.AssigningAuthorities);
        Assert.IsNull(domain.Repositories);
        Assert.IsEmpty(domain.Senders);
    }

    [TestMethod]
    public void EverythingIsRead()
    {
        var domain = Read($$"""
            {
              "version": "7",
              "codes": { "classCode": [ { "scheme": "1.2", "code": "A", "display": "Ä" } ] },
              "mimeTypes": [ "text/xml" ],
              "assigningAuthorities": [ { "oid": "1.2.3", "namespace": "NS", "name": "Somewhere" } ],
              "repositories": [ { "uniqueId": "1.2.4", "subject": "CN=r", "fingerprint": "{{Fingerprint}}" } ],
              "senders": [
                { "name": "old", "sourceId": "1.2.5", "rules": { "DE-title": "warn", "SS-author": "accept" } }
              ]
            }
            """);

        Assert.IsTrue(domain.Codes["classCode"].Contains(new Code("A", "1.2", "another name")));
        Assert.IsFalse(domain.Codes["classCode"].Contains(new Code("A", "1.3", null)));
        Assert.IsTrue(domain.MimeTypes!.Contains("text/xml"));
        Assert.AreEqual(new AssigningAuthority("1.2.3", "NS", "Somewhere"), domain.AssigningAuthorities!.Single());
        Assert.AreEqual(
            new RegisteredRepository("1.2.4", "CN=r", Fingerprint.ToLowerInvariant()), domain.Repositories!.Single());
        Assert.AreEqual(RuleTreatment.Warn, domain.TreatmentFor("1.2.5", "")("DE-title"));
        Assert.AreEqual(RuleTreatment.Accept, domain.TreatmentFor("1.2.5", "")("SS-author"));
        Assert.AreEqual(RuleTreatment.Reject, domain.TreatmentFor("1.2.5", "")("DE-hash"));
        Assert.AreEqual(RuleTreatment.Reject, domain.TreatmentFor("1.2.6", "")("DE-title"));
    }

    [TestMethod]
    [DataRow("""{ }""", "$: 'version' is missing")]
    [DataRow("""[]""", "$: an object is expected")]
    [DataRow("""{ "version": 1 }""", "$.version: a text that is not empty is expected")]
    [DataRow("""{ "version": "1", "colour": 1 }""", "$.colour: the key 'colour' is not known here")]
    [DataRow("""{ "version": "1", "version": "2" }""", "$.version: the key 'version' stands here twice")]
    [DataRow("""{ "version": "1", "codes": { "langCode": [] } }""", "langCode: the key 'langCode' is not known")]
    [DataRow("""{ "version": "1", "codes": { "classCode": [] } }""", "$.codes.classCode: the list is empty")]
    [DataRow("""{ "version": "1", "codes": { "classCode": "all" } }""", "$.codes.classCode: a list or \"any\"")]
    [DataRow("""{ "version": "1", "codes": { "classCode": [ { "code": "A" } ] } }""", "[0]: 'scheme' is missing")]
    [DataRow("""{ "version": "1", "codes": { "classCode": [ { "scheme": "1" } ] } }""", "[0]: 'code' is missing")]
    [DataRow("""{ "version": "1", "mimeTypes": [ "xml" ] }""", "$.mimeTypes[0]: 'xml' is not a media type")]
    [DataRow("""{ "version": "1", "mimeTypes": [ "a/b", "a/b" ] }""", "[1]: 'a/b' stands in the list twice")]
    [DataRow("""{ "version": "1", "assigningAuthorities": [ { "oid": "1.02" } ] }""", "[0].oid: '1.02' is not an OID")]
    [DataRow("""{ "version": "1", "repositories": [ { } ] }""", "$.repositories[0]: 'uniqueId' is missing")]
    [DataRow("""{ "version": "1", "repositories": [ { "uniqueId": "1.2", "fingerprint": "ab" } ] }""", "64 hexa")]
    [DataRow("""{ "version": "1", "senders": [ { "rules": { } } ] }""", "neither 'sourceId' nor 'fingerprint'")]
    [DataRow("""{ "version": "1", "senders": [ { "sourceId": "1.2" } ] }""", "'rules' is missing")]
    public void AMistakeIsToldWithItsPlace(string json, string mistake)
    {
        Assert.IsNull(AffinityDomainReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes));
        StringAssert.Contains(string.Join('\n', mistakes), mistake);
    }

    [TestMethod]
    [DataRow("DE-nothing", "warn", "there is no rule 'DE-nothing'")]
    [DataRow("DE-hash", "accept", "the rule DE-hash cannot be relaxed")]
    [DataRow("SUB-member", "warn", "the rule SUB-member cannot be relaxed")]
    [DataRow("DE-title", "ignore", "\"reject\", \"warn\" or \"accept\"")]
    public void OnlyListedRulesAreRelaxed(string rule, string treatment, string mistake)
    {
        var json = "{ \"version\": \"1\", \"senders\": [ { \"sourceId\": \"1.2\", \"rules\": { \"" + rule + "\": \""
            + treatment + "\" } } ] }";

        Assert.IsNull(AffinityDomainReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes));
        StringAssert.Contains(mistakes.Single().ToString(), mistake);
    }

    [TestMethod]
    public void EveryMistakeIsToldWithItsLine()
    {
        AffinityDomainReader.Read("""
            {
              "version": "1",
              "codes": {
                "classCode": [
                  { "scheme": "1.2", "code": "A" },
                  { "scheme": "1.2", "code": "A", "display": "twice" }
                ]
              },
              "mimeTypes": [ "a/b",
                "c" ],
              "extra": {}
            }
            """u8, out var mistakes);

        Assert.AreEqual("6 10 11", string.Join(' ', mistakes.Select(m => m.Line)));
    }

    [TestMethod]
    [DataRow("{ \"version\": ")]
    [DataRow("")]
    [DataRow("{ \"version\": \"1\" } x")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void WhatIsNoJsonIsSaidToBeNone(string json)
    {
        Assert.IsNull(AffinityDomainReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes));
        StringAssert.Contains(mistakes.Single().Problem, "this is not JSON");
    }

    [TestMethod]
    public void EveryRuleThatCanBeRelaxedExists() => CollectionAssert.IsSubsetOf(
        RelaxableRules.All.ToList(), RuleCatalogue.All.Select(r => r.Id).ToList());

    private static AffinityDomain Read(string json)
    {
        var domain = AffinityDomainReader.Read(Encoding.UTF8.GetBytes(json), out var mistakes);
        Assert.AreEqual("", string.Join('\n', mistakes));
        return domain!;
    }
}
