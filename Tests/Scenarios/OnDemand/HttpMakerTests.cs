using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.OnDemand;

/// <summary>Documents on demand made by a service over HTTP.</summary>
[TestClass]
public sealed class HttpMakerTests
{
    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _uniqueId = TestSubmission.NewOid();

    [TestMethod]
    public async Task AServiceMakesTheDocument()
    {
        var order = "";
        await using var maker = await MakerAsync(async http =>
        {
            order = await new StreamReader(http.Request.Body).ReadToEndAsync();
            await http.Response.WriteAsync("made by a service");
        });
        await using var services = await StartAsync(maker);

        var retrieved = await RetrieveAsync(services);

        Scenario.IsSuccess(retrieved.Response);
        Assert.AreEqual("made by a service", Encoding.UTF8.GetString(retrieved.Documents.Single().Content));
        StringAssert.Contains(order, _uniqueId);
    }

    [TestMethod]
    public async Task AServiceThatRefusesOrBreaksOffMakesNone()
    {
        Func<HttpContext, Task>[] behaviours =
        [
            http =>
            {
                http.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
            async http =>
            {
                http.Response.ContentLength = 1000;
                await http.Response.WriteAsync("half");
                http.Abort();
            },
        ];
        foreach (var behaviour in behaviours)
        {
            await using var maker = await MakerAsync(behaviour);
            await using var services = await StartAsync(maker);

            Scenario.IsRefused((await RetrieveAsync(services)).Response, RegistryErrorCode.XDSRepositoryError);

            await Eventually.IsTrueAsync(
                "nothing is staged any more", () => Directory.GetFiles(services.StagingFolder).Length == 0);
        }
    }

    private async Task<TestRetrieval> RetrieveAsync(TestServices services)
    {
        var client = services.Client();
        var entry = A.OnDemandEntry()
            .WithIdentifier(XdsUrns.DocumentEntry.PatientId, id => id with { Value = _patient })
            .WithIdentifier(XdsUrns.DocumentEntry.UniqueId, id => id with { Value = _uniqueId });
        Scenario.IsSuccess(await client.RegisterOnDemandAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: _patient), entry, A.Membership())));
        return await client.RetrieveAsync(_uniqueId);
    }

    private static Task<TestServices> StartAsync(WebApplication maker) => TestServices.StartAsync(
        ("Repository:OnDemand:Source", "Http"),
        ("Repository:OnDemand:Url", maker.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First()));

    private static async Task<WebApplication> MakerAsync(Func<HttpContext, Task> behaviour)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var maker = builder.Build();
        maker.Run(http => behaviour(http));
        await maker.StartAsync();
        return maker;
    }
}
