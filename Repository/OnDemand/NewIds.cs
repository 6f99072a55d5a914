using System.Numerics;

namespace XdsDmp.Repository.OnDemand;

/// <summary>OIDs that nobody else has: 2.25 and a UUID (ITU-T X.667).</summary>
internal static class NewIds
{
    public static string Oid() =>
        $"2.25.{new BigInteger(Guid.NewGuid().ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true)}";
}
