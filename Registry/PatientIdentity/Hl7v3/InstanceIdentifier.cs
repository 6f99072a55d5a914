namespace XdsDmp.Registry.PatientIdentity.Hl7v3;

/// <summary>II, an instance identifier: an OID or UUID, and what is unique below it.</summary>
internal sealed record InstanceIdentifier(string Root, string? Extension)
{
    public override string ToString() => Extension is null ? Root : $"{Root}^{Extension}";
}
