using System.Text;
using System.Xml.Linq;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

[TestClass]
public sealed class SoapFaultWriterTests
{
    private static readonly FaultDescription[] All =
    [
        SoapFaults.Sender("wrong").Fault,
        SoapFaults.Receiver("broken").Fault,
        SoapFaults.VersionMismatch("old").Fault,
        SoapFaults.MustUnderstand([new("Odd", "urn:x&\""), new("None", "")]).Fault,
        SoapFaults.ActionNotSupported("urn:no", ["urn:a", "urn:b"]).Fault,
        SoapFaults.AddressingHeaderRequired("Action").Fault,
        SoapFaults.InvalidAddressingHeader("To", "twice", "InvalidCardinality").Fault,
        SoapFaults.OnlyAnonymousAddressSupported("ReplyTo", "http://x").Fault,
    ];

    [TestMethod]
    [DataRow(SoapVersion.Soap12)]
    [DataRow(SoapVersion.Soap11)]
    public async Task WhatIsWrittenCanBeRead(SoapVersion version)
    {
        foreach (var fault in All)
        {
            var read = (await RoundTripAsync(fault, new SoapForm(version, false))).Fault!;
            Assert.AreEqual(fault.Reason, read.Reason);
            if (version == SoapVersion.Soap12)
            {
                Assert.AreEqual(fault.Code, read.Code);
                Assert.AreEqual((fault.Subcode, fault.SubSubcode), (read.Subcode, read.SubSubcode));
            }
            else if (fault.Subcode is not null)
            {
                Assert.AreEqual(fault.SubSubcode ?? fault.Subcode, read.Subcode);
            }
            else
            {
                Assert.AreEqual(fault.Code, read.Code);
            }
        }
    }

    [TestMethod]
    public async Task AFaultIsAnsweredInTheFormOfTheQuestion()
    {
        var form = new SoapForm(SoapVersion.Soap12, true);
        using var answer = await RoundTripAsync(All[0], form);
        Assert.AreEqual(form, answer.Form);
        Assert.AreEqual("urn:q", answer.Addressing.RelatesTo);
        Assert.IsNotNull(answer.Addressing.MessageId);
    }

    [TestMethod]
    public void WhatIsNotUnderstoodIsNamedInAHeader()
    {
        var answer = SoapFaultWriter.Answer(All[3], SoapForm.Default, null);
        var header = XElement.Parse($"<h xmlns:soap='{Samples.Env12}'>{Text(answer.FaultHeader)}</h>");
        var first = header.Elements().First();
        Assert.AreEqual("NotUnderstood", first.Name.LocalName);
        Assert.AreEqual("q:Odd", first.Attribute("qname")!.Value);
        Assert.AreEqual("urn:x&\"", first.GetNamespaceOfPrefix("q")!.NamespaceName);
        Assert.AreEqual("None", header.Elements().Last().Attribute("qname")!.Value);
        Assert.AreEqual("", Text(SoapFaultWriter.Answer(All[3], new(SoapVersion.Soap11, false), null).FaultHeader));
    }

    [TestMethod]
    public void AMismatchTellsTheVersionsWeSpeak()
    {
        var answer = SoapFaultWriter.Answer(All[2], SoapForm.Default, null);
        Assert.Contains("<soap:Upgrade><soap:SupportedEnvelope qname=\"soap:Envelope\"/>", Text(answer.FaultHeader));
    }

    [TestMethod]
    public void DetailNamesActionOrHeader()
    {
        Assert.Contains(
            "<wsa:Action>urn:no</wsa:Action></wsa:ProblemAction></soap:Detail>",
            Text(SoapFaultWriter.Body(All[4], SoapVersion.Soap12)));
        Assert.Contains(
            ">q:ReplyTo</wsa:ProblemHeaderQName></detail>", Text(SoapFaultWriter.Body(All[7], SoapVersion.Soap11)));
        Assert.Contains("accepted: urn:a, urn:b", All[4].Reason);
    }

    [TestMethod]
    public void HttpSaysWhoIsToBlame()
    {
        Assert.AreEqual(400, SoapFaultWriter.HttpStatus(All[0], SoapVersion.Soap12));
        Assert.AreEqual(500, SoapFaultWriter.HttpStatus(All[0], SoapVersion.Soap11));
        foreach (var fault in All[1..4])
        {
            Assert.AreEqual(500, SoapFaultWriter.HttpStatus(fault, SoapVersion.Soap12));
        }
    }

    [TestMethod]
    public void TheActionDependsOnWhoDefinedTheFault()
    {
        Assert.AreEqual(WsAddressing.SoapFaultAction, SoapFaultWriter.Action(All[0]));
        Assert.AreEqual(WsAddressing.FaultAction, SoapFaultWriter.Action(All[4]));
    }

    [TestMethod]
    public async Task HostileWordsMakeAValidFault()
    {
        var every = new string(Enumerable.Range(0, 0x2100).Select(i => (char)i).ToArray());
        var hostile = every + "\ud800</Fault>]]>\uffff";
        var fault = SoapFaults.ActionNotSupported(hostile, ["urn:a"]).Fault with { Reason = hostile };
        using var read = await RoundTripAsync(fault, SoapForm.Default);
        Assert.IsLessThan(4100, read.Fault!.Reason.Length);
    }

    private static async Task<SoapMessage> RoundTripAsync(FaultDescription fault, SoapForm form)
    {
        var writer = new SoapWriter(SoapFaultWriter.Answer(fault, form, "urn:q"));
        return (await Samples.ReadAsync(writer.ContentType, await SoapWriterTests.WriteAsync(writer))).Message;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
