using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>From one audit repository to another, by FHIR and by syslog, over mutual TLS.</summary>
[TestClass]
public sealed class ForwardingTests
{
    [TestMethod]
    public async Task WhatCameWhileTheTargetWasDownIsForwardedInOrder()
    {
        await using var source = await AtnaNode.StartAsync();
        await using var target = await AtnaNode.StartAsync(
            ("Security:Certificate", source.Pki.Node.CertificatePath), ("Security:Key", source.Pki.Node.KeyPath!),
            ("Security:TrustFolder", source.Pki.TrustFolder));
        await source.StopAsync();
        source.Set("Atna:ForwardTo:0", $"fhir+https://localhost:{target.Fhir.Port}/fhir?name=fhir&event=110112");
        source.Set("Atna:ForwardTo:1", $"syslog-tls://localhost:{target.Port}?name=syslog&event=110112&confirms=true");
        target.Set("Atna:HttpPort", $"{target.Fhir.Port}");
        target.Set("Atna:Port", $"{target.Port}");
        await target.StopAsync();
        await source.StartAgainAsync();
        await UntilAsync(source, states => states.Count == 2);
        await source.SendAsync([.. Enumerable.Range(1, 30).Select(Query)]);
        await UntilAsync(source, states => states.All(state => state.Behind >= 30));

        await target.StartAgainAsync();
        await UntilAsync(source, states => states.All(state => state.Behind == 0));

        CollectionAssert.AreEqual(
            Enumerable.Range(1, 30).Select(Query).Select(Encoding.UTF8.GetString).ToList(),
            target.Received().Select(Encoding.UTF8.GetString).ToList());
        var events = target.Received(Transports.Fhir).Select(Encoding.UTF8.GetString).ToList();
        Assert.HasCount(30, events);
        for (var i = 0; i < events.Count; i++)
        {
            StringAssert.Contains(events[i], $"user{i + 1:00}");
        }

        using var archive = target.OpenArchive();
        Assert.HasCount(60, archive.List(new AuditFilter { EventCode = "110112", Limit = 100 }));
        Assert.HasCount(2, archive.List(new AuditFilter { User = "user07" }));
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    private static byte[] Query(int number) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventActionCode="E" EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110112" codeSystemName="DCM" originalText="Query"/></EventIdentification>
        <ActiveParticipant UserID="user{number:00}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="forwarding"/>
        </AuditMessage>
        """);

    private static async Task UntilAsync(AtnaNode source, Func<IReadOnlyList<ForwardingState>, bool> isSo)
    {
        using var archive = source.OpenArchive();
        await Support.Eventually.IsTrueAsync(
            "forwarding has got so far", () => isSo(archive.Forwarding(maxRefusals: 10)), seconds: 60);
    }
}
