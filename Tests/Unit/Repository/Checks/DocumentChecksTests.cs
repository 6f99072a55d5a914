using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Submissions;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Checks;

[TestClass]
public sealed class DocumentChecksTests
{
    private static readonly byte[] Octets = "Hello, DMP"u8.ToArray();

    private readonly RegistryErrors _errors = [];

    [TestMethod]
    public async Task EachBadDocumentIsToldWithWhatWasFound()
    {
        var check = new FakeCheck((_, _) => Task.FromResult(CheckVerdict.Found("Eicar\nTest")));

        var findings = await CheckAsync(new ChecksOptions(), check, Document("1.2.3"), Document("1.2.4"));

        Assert.HasCount(2, findings);
        Assert.HasCount(2, _errors);
        foreach (var (error, id) in _errors.Zip(["1.2.3", "1.2.4"]))
        {
            Assert.IsTrue(error.Is(RegistryErrorCode.InvalidDocumentContent));
            StringAssert.Contains(error.Context, $"document {id}");
            StringAssert.Contains(error.Context, "'Eicar?Test'");
            StringAssert.Contains(error.Context, DocumentChecks.FindingRule);
        }
    }

    [TestMethod]
    public async Task WhatPassesLeavesNothing()
    {
        var seen = 0L;
        var check = new FakeCheck(async (octets, cancel) =>
        {
            seen = await octets.ReadAtLeastAsync(new byte[100], 100, throwOnEndOfStream: false, cancel);
            return CheckVerdict.Clean;
        });

        await CheckAsync(new ChecksOptions(), check, Document("1.2.3"));

        Assert.HasCount(0, _errors);
        Assert.AreEqual(Octets.Length, seen);
    }

    [TestMethod]
    public async Task ACheckThatFailsIsAskedOnce()
    {
        var asked = 0;
        var check = new FakeCheck((_, _) => ++asked > 0 ? throw new IOException("gone") : null!);

        await CheckAsync(new ChecksOptions(), check, Document("1.2.3"), Document("1.2.4"));

        Assert.AreEqual(1, asked);
        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.XDSRepositoryError));
        StringAssert.Contains(_errors.Single().Context, DocumentChecks.AnswerRule);
    }

    [TestMethod]
    public async Task ACheckThatDoesNotAnswerIsNotWaitedForLongerThanSet()
    {
        var check = new FakeCheck(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return CheckVerdict.Clean;
        });

        await CheckAsync(new ChecksOptions { TimeoutSeconds = 1 }, check, Document("1.2.3"));

        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.XDSRepositoryError));
    }

    [TestMethod]
    public async Task WhoDoesNotGetHisTurnIsToldToComeBack()
    {
        var release = new TaskCompletionSource<CheckVerdict>();
        var entered = new TaskCompletionSource();
        var check = new FakeCheck((_, _) =>
        {
            entered.TrySetResult();
            return release.Task;
        });
        using var checks = new DocumentChecks(
            new ChecksOptions { TimeoutSeconds = 1, MaxAtOnce = 1 }, check, NullLogger.Instance);
        var first = checks.CheckAsync([Document("1.2.3")], Open, [], CancellationToken.None);
        await entered.Task;

        await checks.CheckAsync([Document("1.2.4")], Open, _errors, CancellationToken.None);

        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.XDSRepositoryBusy));
        release.SetResult(CheckVerdict.Clean);
        await first;
    }

    [TestMethod]
    public async Task ACallerWhoHasGoneIsNoTroubleOfTheCheck()
    {
        using var gone = new CancellationTokenSource();
        var check = new FakeCheck(async (_, cancel) =>
        {
            await gone.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return CheckVerdict.Clean;
        });
        using var checks = new DocumentChecks(new ChecksOptions(), check, NullLogger.Instance);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => checks.CheckAsync([Document("1.2.3")], Open, _errors, gone.Token));
    }

    [TestMethod]
    [DataRow(MimeTypeCheck.Warn, ErrorSeverity.Warning, false)]
    [DataRow(MimeTypeCheck.Refuse, ErrorSeverity.Error, true)]
    public async Task AnotherMimeTypeIsTold(MimeTypeCheck setting, ErrorSeverity severity, bool isFailure)
    {
        var document = Document("1.2.3");
        document = document with { Entry = document.Entry with { MimeType = "application/pdf" } };

        await CheckAsync(new ChecksOptions { MimeType = setting }, null, document);

        var error = _errors.Single();
        Assert.IsTrue(error.Is(RegistryErrorCode.InvalidDocumentContent));
        Assert.AreEqual(severity, error.Severity);
        Assert.AreEqual(isFailure, _errors.IsFailure);
        StringAssert.Contains(error.Context, "looks like plain text");
        StringAssert.Contains(error.Context, "application/pdf");
        StringAssert.Contains(error.Context, DocumentChecks.MimeTypeRule);
    }

    private async Task<IReadOnlyList<(string UniqueId, string What)>> CheckAsync(
        ChecksOptions options, IContentCheck? check, params ReceivedDocument[] documents)
    {
        using var checks = new DocumentChecks(options, check, NullLogger.Instance);
        return await checks.CheckAsync(documents, Open, _errors, CancellationToken.None);
    }

    private static ReceivedDocument Document(string uniqueId) => new(
        A.DocumentEntry(uniqueId: uniqueId),
        new StagedContent("00", Octets.Length, new byte[20], SHA256.HashData(Octets), null));

    private static Stream Open(ReceivedDocument document) => new MemoryStream(Octets);

    private sealed class FakeCheck(Func<Stream, CancellationToken, Task<CheckVerdict>> check) : IContentCheck
    {
        public string Name => "fake";

        public Task<CheckVerdict> CheckAsync(Stream octets, long size, CancellationToken cancel) =>
            check(octets, cancel);
    }
}
