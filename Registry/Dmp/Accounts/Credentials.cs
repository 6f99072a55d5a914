using System.Security.Cryptography;

namespace XdsDmp.Registry.Dmp.Accounts;

/// <summary>
/// Login and password of a patient, made here: told once, in the answer that makes them, and kept as a salted hash.
/// </summary>
internal sealed record Credentials(string Login, string Password)
{
    /// <summary>What OWASP asks of PBKDF2 with HMAC-SHA-256 (2023).</summary>
    public const int Iterations = 600_000;

    private const int PasswordLength = 16;
    private const int LoginDigits = 10;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Without letters and digits that people mix up.</summary>
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public static Credentials Make() => new(
        RandomNumberGenerator.GetString("0123456789", LoginDigits),
        RandomNumberGenerator.GetString(Alphabet, PasswordLength));

    /// <summary>As it is kept. Takes a quarter of a second: not for the database's own turn.</summary>
    public PatientAccount ToAccount(int iterations = Iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PatientAccount(Login, salt, iterations, Hash(Password, salt, iterations));
    }

    /// <summary>A secret stays out of logs also where a record is written whole.</summary>
    public override string ToString() => $"Credentials {Login}";

    internal static byte[] Hash(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}

/// <summary>The web account of a patient, as it is kept.</summary>
internal sealed record PatientAccount(string Login, byte[] Salt, int Iterations, byte[] PasswordHash)
{
    public bool HasPassword(string password) => CryptographicOperations.FixedTimeEquals(
        Credentials.Hash(password, Salt, Iterations), PasswordHash);
}

/// <summary>How one-time codes reach the patient; the numbers are those in the database.</summary>
internal enum CodeChannelType
{
    Sms = 1,
    Email = 2,
}

/// <summary>Where one-time codes are sent.</summary>
internal sealed record CodeChannel(CodeChannelType Type, string Address);
