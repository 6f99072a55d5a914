using XdsDmp.Metadata.Errors;
using static XdsDmp.Metadata.Errors.RegistryErrorCode;

namespace XdsDmp.Registry.Updates;

/// <summary>
/// In what ITI-57 and ITI-92 differ: what may be changed, and under which codes their supplements refuse the same
/// fault.
/// </summary>
internal sealed record UpdateSettings
{
    public static UpdateSettings MetadataUpdate { get; } = new();

    public static UpdateSettings Restricted { get; } = new()
    {
        IsRestricted = true,
        InitialVersion = XDSInvalidRequestException,
        MissingAnnotation = XDSMetadataAnnotationError,
        WrongAnnotation = XDSMetadataAnnotationError,
        WrongIdentifier = XDSMetadataIdentifierError,
        WrongKind = XDSObjectTypeError,
        WrongObjectType = UnmodifiableMetadataError,
        WrongOperation = XDSMetadataUpdateError,
    };

    /// <summary>
    /// ITI-64, of which nobody chooses the objects: an association with something of the previous patient ends with the
    /// previous version.
    /// </summary>
    public static UpdateSettings LinkChange { get; } = new() { LeavesOthersBehind = true };

    /// <summary>Associations with objects of another patient are not propagated, instead of being a conflict.</summary>
    public bool LeavesOthersBehind { get; private init; }

    /// <summary>
    /// ITI-92: document entries only, identifying attributes stay, and so does the availabilityStatus, also when it is
    /// Deprecated.
    /// </summary>
    public bool IsRestricted { get; private init; }

    /// <summary>An object without a logical id, or that is its own first version.</summary>
    public RegistryErrorCode InitialVersion { get; private init; } = XDSMetadataUpdateError;

    /// <summary>No PreviousVersion.</summary>
    public RegistryErrorCode MissingAnnotation { get; private init; } = XDSMetadataVersionError;

    /// <summary>A slot of the membership that does not belong there, or has a value that it cannot have.</summary>
    public RegistryErrorCode WrongAnnotation { get; private init; } = XDSMetadataUpdateOperationError;

    public RegistryErrorCode WrongIdentifier { get; private init; } = XDSMetadataUpdateError;

    /// <summary>The logical id is that of another kind of object.</summary>
    public RegistryErrorCode WrongKind { get; private init; } = XDSMetadataUpdateError;

    /// <summary>Stable became On-Demand, or the other way round.</summary>
    public RegistryErrorCode WrongObjectType { get; private init; } = XDSMetadataUpdateError;

    public RegistryErrorCode WrongOperation { get; private init; } = XDSMetadataUpdateOperationError;
}
