using System.Text;
using System.Xml;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Traces;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Traces;

/// <summary>ListTracesRequest.</summary>
[TestClass]
public sealed class TraceRequestTests
{
    private static readonly PatientId Patient = new("270019999000102", "1.2.250.1.213.1.4.10");

    [TestMethod]
    public void WhatTheCommandWritesTheServiceReads()
    {
        var request = Read(DmpTraces.Request(Patient, "2026-03-01T00:00:00Z", 5, isEmergencyOnly: true));
        Assert.AreEqual(Patient, request.Patient);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), request.From);
        Assert.IsNull(request.To);
        Assert.AreEqual(5, request.Limit);
        Assert.IsTrue(request.IsEmergencyOnly);
    }

    [TestMethod]
    public void ThePatientIsEnough()
    {
        var request = Read(DmpTraces.Request(Patient));
        Assert.IsNull(request.From);
        Assert.IsNull(request.Limit);
        Assert.IsFalse(request.IsEmergencyOnly);
    }

    [TestMethod]
    [DataRow("", "patientId")]
    [DataRow("<patientId>12</patientId>", "patientId")]
    [DataRow("<patientId>1^^^&amp;1.2&amp;ISO</patientId><limit>0</limit>", "limit")]
    [DataRow("<patientId>1^^^&amp;1.2&amp;ISO</patientId><from>yesterday</from>", "from")]
    [DataRow("<patientId>1^^^&amp;1.2&amp;ISO</patientId><emergencyOnly>yes</emergencyOnly>", "emergencyOnly")]
    [DataRow("<patientId>1^^^&amp;1.2&amp;ISO</patientId><patientId>1^^^&amp;1.2&amp;ISO</patientId>", "patientId")]
    [DataRow("<x xmlns='urn:other'/>", "x")]
    public void WhatIsWrongIsNamed(string content, string named)
    {
        var fault = Assert.Throws<SoapFaultException>(() => Read(Encoding.UTF8.GetBytes(
            $"<ListTracesRequest xmlns=\"{TraceOperations.Namespace}\">{content}</ListTracesRequest>")));
        StringAssert.Contains(fault.Reason, named);
    }

    [TestMethod]
    public void NoContentAtAllNamesThePatient() => Assert.Throws<SoapFaultException>(() => Read(
        Encoding.UTF8.GetBytes($"<ListTracesRequest xmlns=\"{TraceOperations.Namespace}\"/>")));

    private static TraceRequest Read(ReadOnlyMemory<byte> body)
    {
        using var xml = XmlReaders.Create(body);
        Assert.AreEqual(XmlNodeType.Element, xml.MoveToContent());
        return TraceRequest.Read(xml);
    }
}
