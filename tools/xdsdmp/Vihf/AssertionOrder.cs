using System.Security.Cryptography.X509Certificates;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Vihf;

/// <summary>What an assertion shall say, as somebody ordered it.</summary>
internal sealed record AssertionOrder
{
    /// <summary>With private key.</summary>
    public required X509Certificate2 Signer { get; init; }

    /// <summary>A plain XUA assertion instead of a VIHF.</summary>
    public bool IsXua { get; init; }

    public PatientId? Patient { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required AssertedCode Profession { get; init; }

    public AssertedCode? Speciality { get; init; }

    public required string StructureId { get; init; }

    public required AssertedCode Sector { get; init; }

    public required string Purpose { get; init; }

    public string? Reason { get; init; }

    public VihfMode Mode { get; init; } = VihfMode.Indirect;

    public bool IsSecret { get; init; }

    /// <summary>Null: the assertion says no times.</summary>
    public TimeSpan? Life { get; init; }

    public required string Version { get; init; }

    public required string Issuer { get; init; }

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetUtcNow();
}
