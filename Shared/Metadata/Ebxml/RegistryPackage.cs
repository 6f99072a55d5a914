namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// The ebRIM form of a SubmissionSet or a Folder; a Classification tells which (ITI TF-3 §4.2.1.3, §4.2.1.4).
/// </summary>
public sealed record RegistryPackage : RegistryObject;
