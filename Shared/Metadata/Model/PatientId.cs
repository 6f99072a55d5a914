namespace XdsDmp.Metadata.Model;

/// <summary>
/// A patient identifier: an HL7 CX of which the id and the universal id of its authority count (ITI TF-3 table
/// 4.2.3.1.7-2).
/// </summary>
public sealed record PatientId(string Extension, string Authority)
{
    /// <summary>
    /// Reads <c>id^^^&amp;oid&amp;ISO</c>. Further components, such as the identifier type that French senders add,
    /// do not tell patients apart and are passed over here; whether they are allowed is for the rules.
    /// </summary>
    public static PatientId? TryParse(string? text)
    {
        var id = Hl7.Component(text, 1);
        var authority = Hl7.Component(text, 4);
        return id.IsEmpty || !Hl7.IsIsoAuthority(authority)
            ? null
            : new PatientId(id.ToString(), Hl7.Component(authority, 2, '&').ToString());
    }

    public override string ToString() => $"{Extension}^^^&{Authority}&ISO";
}
