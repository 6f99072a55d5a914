using System.Text;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class DeliveryConfirmationTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task TheRightNumberConfirms()
    {
        var bytes = DeliveryConfirmation.Write(12);

        Assert.AreEqual("12\n", Encoding.ASCII.GetString(bytes));
        await ReadAsync(12, bytes);
        await ReadAsync(12, "1"u8.ToArray(), "2"u8.ToArray(), "\n"u8.ToArray());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("11\n")]
    [DataRow("12")]
    [DataRow("\n")]
    [DataRow(" 12\n")]
    [DataRow("+12\n")]
    [DataRow("12\n\n")]
    [DataRow("12\nand more of it")]
    [DataRow("00000000000000000012\n")]
    public async Task AnythingElseDoesNot(string answer) => await Assert.ThrowsExactlyAsync<AuditDeliveryException>(
        () => ReadAsync(12, Encoding.ASCII.GetBytes(answer)));

    [TestMethod]
    public async Task WithoutConfirmationTheEndOfTheStreamIsEnough()
    {
        await ReadAsync(null);
        await ReadAsync(null, "ignored"u8.ToArray(), "as well"u8.ToArray());
    }

    private Task ReadAsync(int? expected, params byte[][] answer) =>
        DeliveryConfirmation.ReadAsync(new ChoppedStream(answer), expected, TestContext.CancellationToken);

    /// <summary>The answer in the pieces given, whatever room the reader has.</summary>
    private sealed class ChoppedStream(byte[][] pieces) : MemoryStream([.. pieces.SelectMany(piece => piece)])
    {
        private readonly Queue<int> _lengths = new(pieces.Select(piece => piece.Length));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var length = _lengths.TryDequeue(out var next) ? next : buffer.Length;
            return base.ReadAsync(buffer[..Math.Min(length, buffer.Length)], cancellationToken);
        }
    }
}
