using System.Security.Cryptography;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Keys that an installation makes for itself, once: they outlive a restart and leave the machine never.
/// </summary>
internal static class SecretStore
{
    private const int KeyBytes = 32;

    public static async Task<byte[]> EnsureAsync(GroupCommitWriter writer, string name) => await writer.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO secret (name, value) VALUES (@name, @value) ON CONFLICT DO NOTHING",
                name, RandomNumberGenerator.GetBytes(KeyBytes));
            return session.First(
                "SELECT value FROM secret WHERE name = @name", row => row.GetFieldValue<byte[]>(0), name)!;
        });
}
