using System.Security.Cryptography;
using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Tests.Unit.Repository.Content.Encryption;

internal static class TestKeys
{
    public static MasterKey New() => new(RandomNumberGenerator.GetBytes(MasterKey.KeyBytes));

    /// <summary>The first of them is the current one.</summary>
    public static MasterKeys Of(params MasterKey[] keys) => new(() => keys);
}
