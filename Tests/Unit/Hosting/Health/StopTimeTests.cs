using XdsDmp.Hosting.Health;

namespace XdsDmp.Tests.Unit.Hosting.Health;

[TestClass]
public sealed class StopTimeTests
{
    private static readonly TimeSpan Finish = TimeSpan.FromSeconds(5);

    [TestMethod]
    public void WhatOneStepTakesIsMissingToTheNextAndAllStayWithinTenSeconds()
    {
        var clock = new ManualClock();
        clock.Pass(TimeSpan.FromHours(1));
        var time = new StopTime(clock);
        time.Begin();
        Assert.AreEqual(Finish, time.Of(Finish));

        clock.Pass(Finish);
        Assert.AreEqual(TimeSpan.FromSeconds(3.5), time.Of(Finish));
        time.Begin();
        Assert.AreEqual(TimeSpan.FromSeconds(2), time.Of(TimeSpan.FromSeconds(2)));

        clock.Pass(Finish);
        Assert.AreEqual(TimeSpan.FromMilliseconds(100), time.Of(Finish));
    }
}
