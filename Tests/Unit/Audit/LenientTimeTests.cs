using System.Globalization;
using XdsDmp.Audit;

namespace XdsDmp.Tests.Unit.Audit;

[TestClass]
public sealed class LenientTimeTests
{
    [TestMethod]
    [DataRow("2026-03-01T12:30:15Z", "2026-03-01T12:30:15.0000000Z", false)]
    [DataRow("2024-02-29T23:59:59.123Z", "2024-02-29T23:59:59.1230000Z", false)]
    [DataRow("2026-03-01T12:30:15.123456Z", "2026-03-01T12:30:15.1234560Z", false)]
    [DataRow("2026-03-01T12:30:15,123Z", "2026-03-01T12:30:15.1230000Z", false)]
    [DataRow("2026-03-01t12:30:15.5z", "2026-03-01T12:30:15.5000000Z", false)]
    [DataRow("2026-03-01T12:30:15.123456789+02:00", "2026-03-01T10:30:15.1234567Z", false)]
    [DataRow("2026-03-01T12:30:15+0200", "2026-03-01T10:30:15.0000000Z", false)]
    [DataRow("2026-03-01T12:30:15-05", "2026-03-01T17:30:15.0000000Z", false)]
    [DataRow("2026-03-01 12:30:15", "2026-03-01T12:30:15.0000000Z", true)]
    [DataRow("2026-03-01T12:30", "2026-03-01T12:30:00.0000000Z", true)]
    [DataRow("2026-12-31T23:59:60Z", "2026-12-31T23:59:59.0000000Z", false)]
    [DataRow("2026-03-01T12:30:15.25 UTC", "2026-03-01T12:30:15.2500000Z", false)]
    [DataRow("2026-03-01T12:30:15+01:00[Europe/Paris]", "2026-03-01T11:30:15.0000000Z", false)]
    [DataRow("2026-03-01", "2026-03-01T00:00:00.0000000Z", true)]
    [DataRow("20260301", "2026-03-01T00:00:00.0000000Z", true)]
    [DataRow("20260301T123015.5Z", "2026-03-01T12:30:15.5000000Z", false)]
    [DataRow("20260301123015.1234+0100", "2026-03-01T11:30:15.1234000Z", false)]
    [DataRow("202603011230", "2026-03-01T12:30:00.0000000Z", true)]
    public void WhatSendersWriteIsRead(string text, string expected, bool isZoneMissing)
    {
        var time = LenientTime.Parse(text, out var missing);

        Assert.AreEqual(expected, time?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        Assert.AreEqual(isZoneMissing, missing);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("yesterday")]
    [DataRow("2026-03")]
    [DataRow("2026030112")]
    [DataRow("20261301")]
    [DataRow("2026-13-01T12:30:15Z")]
    [DataRow("2025-02-29T12:30:15.000Z")]
    [DataRow("2026-03-01T24:30:15.000Z")]
    [DataRow("2026-03-01T12:60:15Z")]
    [DataRow("0000-03-01T12:30:15Z")]
    [DataRow("2026-03-0xT12:30:15.123Z")]
    [DataRow("2026-03-01T12:30:15.1x3Z")]
    [DataRow("2026-03-01T12:30:15+99:00")]
    [DataRow("2026-03-01T12:30:15 CET")]
    [DataRow("0001-01-01T00:00:00+10:00")]
    [DataRow("yesterdays")]
    public void AnythingElseIsNoTime(string text) => Assert.IsNull(LenientTime.Parse(text, out _));
}
