using System.Text;
using XdsDmp.CommandLine.Validation;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Tests.Support;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.CommandLine.Validation;

[TestClass]
public sealed class MessageCheckTests
{
    private const string Update = "urn:ihe:iti:2010:UpdateDocumentSet";

    [TestMethod]
    public void AGoodSubmissionHasNothingWrong()
    {
        var (transaction, findings) = Check(Submit(A.Submission()));

        Assert.AreEqual("ITI-42", transaction);
        Assert.IsEmpty(findings);
    }

    [TestMethod]
    public void TheRulesOfTheDmpAreAskedOnWish()
    {
        var check = new MessageCheck(AffinityDomain.Open, transaction: null, new DmpRuleSettings());
        Assert.IsEmpty(check.Check(Submit(ADmp.Submission())).Findings);
        var unsigned = A.Submission(ADmp.SubmissionSet(), ADmp.DocumentEntry(), A.Membership());
        Assert.AreEqual("DMP-signedSet", check.Check(Submit(unsigned)).Findings.Single().Rule);
    }

    [TestMethod]
    public void AFindingIsTakenApart()
    {
        var entry = A.DocumentEntry() with { MimeType = "xml; nonsense" };

        var finding = Check(Submit(A.SubmissionOf(entry))).Findings.Single();

        Assert.AreEqual("DE-mimeType", finding.Rule);
        Assert.AreEqual("XDSRegistryMetadataError", finding.Code);
        Assert.AreEqual("xml; nonsense", finding.Value);
        StringAssert.Contains(finding.Place, "mimeType");
        StringAssert.Contains(finding.Accepted, "type/subtype");
        StringAssert.Contains(finding.Source, "ITI TF-3");
    }

    [TestMethod]
    public void TheSubmissionOfARepositorysMessageNeedsNoHash()
    {
        var submission = TestSubmission.Of(A.PatientId, "text");
        var message = Written(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml, new ProvideAndRegisterDocumentSetRequest<DocumentContent>(
                submission.Objects,
                [new ProvidedDocument<DocumentContent>(A.Document, DocumentContent.Inline("x"u8.ToArray()))])));

        var (transaction, findings) = Check(message);

        Assert.AreEqual("ITI-41", transaction);
        Assert.IsEmpty(findings, string.Join('\n', findings));
        Assert.IsNotEmpty(Check(Submit(submission.Objects)).Findings, "the registry wants it");
    }

    [TestMethod]
    public void TheActionOfAnEnvelopeSaysTheTransaction() =>
        Assert.AreEqual("ITI-57", Check(Envelope(Update, Submit(A.Submission()))).Transaction);

    [TestMethod]
    public void AnActionThatDoesNotBelongToTheBodyIsTold() => StringAssert.Contains(
        Check(Envelope("urn:ihe:iti:2007:RegistryStoredQuery", Submit(A.Submission()))).Findings.Single().Problem,
        "does not belong to SubmitObjectsRequest");

    [TestMethod]
    public void TheTransactionCanBeChosen() =>
        Assert.AreEqual("ITI-61", Check(Submit(A.Submission()), "ITI-61").Transaction);

    [TestMethod]
    [DataRow("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d", "SQ-parameter-missing")]
    [DataRow("urn:uuid:00000000-0000-0000-0000-000000000000", "SQ-query-id")]
    public void AQueryIsComparedWithItsTable(string query, string rule)
    {
        var (transaction, findings) = Check(Encoding.UTF8.GetBytes(
            "<q:AdhocQueryRequest xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'>"
            + "<q:ResponseOption returnType='LeafClass'/>"
            + $"<r:AdhocQuery xmlns:r='urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0' id='{query}'/>"
            + "</q:AdhocQueryRequest>"));

        Assert.AreEqual("ITI-18", transaction);
        Assert.Contains(rule, findings.Select(f => f.Rule).ToList());
    }

    [TestMethod]
    public void CodesAreComparedWithADomain()
    {
        var domain = AffinityDomainReader.Read(
            """{ "version": "1", "codes": { "typeCode": [ { "scheme": "1.2", "code": "x" } ] } }"""u8, out _)!;

        var finding = new MessageCheck(domain, null).Check(Submit(A.Submission())).Findings.Single();

        Assert.AreEqual(DomainRules.CodeRule, finding.Rule);
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("<a/>", "accepted: ITI-18 AdhocQueryRequest")]
    [DataRow("<!DOCTYPE a><a/>", "DTD")]
    [DataRow("<lcm:SubmitObjectsRequest xmlns:lcm='urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0'/>", "is missing")]
    public void WhatCannotBeReadIsSaidSo(string message, string problem)
    {
        var finding = Check(Encoding.UTF8.GetBytes(message)).Findings.Single();

        Assert.IsNull(finding.Rule);
        StringAssert.Contains(finding.Problem, problem);
    }

    private static (string? Transaction, IReadOnlyList<Finding> Findings) Check(
        ReadOnlyMemory<byte> message, string? transaction = null) =>
        new MessageCheck(AffinityDomain.Open, transaction).Check(message);

    private static ReadOnlyMemory<byte> Submit(RegistryObjectList objects) =>
        Written(xml => SubmitObjectsRequestWriter.Write(xml, objects));

    private static ReadOnlyMemory<byte> Written(Action<Utf8XmlWriter> write) => TestClient.Written(write);

    private static ReadOnlyMemory<byte> Envelope(string action, ReadOnlyMemory<byte> body) => Encoding.UTF8.GetBytes(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>"
        + $"<wsa:Action xmlns:wsa='http://www.w3.org/2005/08/addressing'>{action}</wsa:Action></s:Header>"
        + $"<s:Body>{Encoding.UTF8.GetString(body.Span)}</s:Body></s:Envelope>");
}
