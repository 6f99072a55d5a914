namespace XdsDmp.Tests.Unit.Audit;

/// <summary>Compares lists of short texts, the expected ones last.</summary>
internal static class Lines
{
    public static void AreEqual(IEnumerable<string> actual, params string[] expected) =>
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual));
}
