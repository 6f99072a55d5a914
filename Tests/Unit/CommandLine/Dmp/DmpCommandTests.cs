using System.Text;
using XdsDmp.CommandLine;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.CommandLine.Dmp;

[TestClass]
public sealed class DmpCommandTests
{
    private static readonly PatientId Ins = new("279035121518989", InsAuthority.Test.Oid);

    [TestMethod]
    [DataRow("dmp ins 279035121518989", ExitCode.Done)]
    [DataRow("dmp ins 279035121518900", ExitCode.Refused)]
    [DataRow("dmp ins 279035121518989^^^&1.2.250.1.213.1.4.8&ISO --json", ExitCode.Done)]
    [DataRow("dmp ins 1197854176879056415520", ExitCode.Done)]
    [DataRow("dmp ins 2790351215189 --compute --first-name ELODIE --birth-date 790312", ExitCode.Done)]
    [DataRow("dmp ins 279035121518989 --compute --first-name ELODIE", ExitCode.Usage)]
    [DataRow("dmp ins 2790351215189 --compute", ExitCode.Usage)]
    [DataRow("dmp ins", ExitCode.Usage)]
    public async Task AnInsIsCheckedOrComputed(string command, int code) =>
        Assert.AreEqual(code, await CommandTree.Create([]).Parse(command.Split(' ')).InvokeAsync());

    [TestMethod]
    public void ABareNumberIsOneForTestsOrOneOfBefore()
    {
        Assert.AreEqual(Ins, DmpOptions.PatientOf("279035121518989"));
        Assert.AreEqual(InsAuthority.InsC.Oid, DmpOptions.PatientOf("1197854176879056415520").Authority);
        Assert.AreEqual(InsAuthority.InsNir.Oid, DmpOptions.PatientOf("1^^^&1.2.250.1.213.1.4.8&ISO").Authority);
        Assert.ThrowsExactly<CommandException>(() => DmpOptions.PatientOf("1^^^1.2.3"));
    }

    [TestMethod]
    public void RequestsOfBusinessServicesAreValid()
    {
        (TransactionId Id, (string, string?)[] Fields)[] requests =
        [
            (DmpTransactions.Td03, [("action", "AJOUT"), ("role", null)]),
            (DmpTransactions.Td16, [("mode", "TOUTE")]),
            (DmpTransactions.Td15b, [("type", "SMS"), ("canal", "0600000000"), ("action", "AJOUT")]),
        ];
        foreach (var (id, fields) in requests)
        {
            Assert.IsEmpty(SchemaValidation.Errors(DmpRequests.Business(id, Ins, fields)), id.Number);
        }
    }

    [TestMethod]
    public void ExplanationsAreTakenApartInBothLanguages()
    {
        Assert.AreEqual("no|rule R|place: p", string.Join('|', MistakeLines.Explain("no [rule R; place: p]")));
        Assert.AreEqual("non|règle R|voir: s", string.Join('|', MistakeLines.Explain("non [règle R; voir: s]")));
        Assert.AreEqual("as it is", string.Join('|', MistakeLines.Explain("as it is")));
    }

    [TestMethod]
    public void ServicesStandBesideTheRegistry()
    {
        var registry = new Uri("https://host:1/registry");
        Assert.AreEqual("https://host:1/patients https://host:1/habilitations https://host:1/PatientSpecific "
            + "https://host:1/patientCertif", string.Join(' ', new[]
            {
                DmpTransactions.Td02, DmpTransactions.Td03, DmpTransactions.Td15a, DmpTransactions.Td00,
            }.Select(id => DmpClient.EndpointOf(registry, id))));
    }

    [TestMethod]
    public void WhatIsNotGivenOfAPersonIsNotWritten()
    {
        var body = DmpRequests.Registration(new RegistrationOrder(
            "PRPA_IN201311UV02", "CREA_RD", [Ins], new DmpPerson { BirthName = "A&B", FirstNames = "C D" }));
        var text = Encoding.UTF8.GetString(body.Span);
        StringAssert.Contains(text, "<family qualifier=\"BR\">A&amp;B</family><given>C</given><given>D</given>");
        Assert.DoesNotContain("telecom", text);
        Assert.DoesNotContain("addr", text);
    }
}
