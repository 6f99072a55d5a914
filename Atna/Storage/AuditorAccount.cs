using System.Security.Cryptography;

namespace XdsDmp.Atna.Storage;

/// <summary>An auditor who logs in with a password and a one-time code.</summary>
public sealed record AuditorAccount
{
    /// <summary>What OWASP asks of PBKDF2 with HMAC-SHA-256 (2023).</summary>
    public const int DefaultIterations = 600_000;

    public const int MinPasswordLength = 12;
    public const int MaxPasswordLength = 256;
    private const int SecretBytes = 20;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public required string Name { get; init; }

    public required byte[] Salt { get; init; }

    public required int Iterations { get; init; }

    public required byte[] Password { get; init; }

    public required byte[] Totp { get; init; }

    public long LastStep { get; init; }

    /// <summary>One after another, since the last success.</summary>
    public int Failures { get; init; }

    public DateTimeOffset LockedUntil { get; init; }

    public static AuditorAccount Create(string name, string password, int iterations = DefaultIterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new AuditorAccount
        {
            Name = name,
            Salt = salt,
            Iterations = iterations,
            Password = Hash(password, salt, iterations),
            Totp = RandomNumberGenerator.GetBytes(SecretBytes),
        };
    }

    /// <summary>1 to 64 letters, digits and <c>. _ - @</c>.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@');

    internal bool HasPassword(string password) =>
        CryptographicOperations.FixedTimeEquals(Hash(password, Salt, Iterations), Password);

    private static byte[] Hash(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
