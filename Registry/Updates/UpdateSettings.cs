using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
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

    /// <summary>
    /// ITI-57 of the French profile: who may see a document, and its status, nothing else (DMP, TD3.3a to TD3.3d).
    /// </summary>
    public static UpdateSettings Dmp { get; } = new() { LifeCycle = LifeCycle.Dmp, IsVisibilityOnly = true };

    /// <summary>The states there are.</summary>
    public LifeCycle LifeCycle { get; private init; } = LifeCycle.Ihe;

    /// <summary>Of an entry only the confidentialityCode may differ; folders and associations stay.</summary>
    public bool IsVisibilityOnly { get; private init; }

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

    /// <summary>
    /// An object in this status can get a new version, which is in the same status. What is Archived can be masked.
    /// </summary>
    public bool CanFollow(AvailabilityStatus status) => status switch
    {
        AvailabilityStatus.Approved => true,
        AvailabilityStatus.Deprecated => IsRestricted,
        AvailabilityStatus.Archived => true,
        _ => false,
    };
}
