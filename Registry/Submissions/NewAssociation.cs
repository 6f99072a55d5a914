using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Submissions;

/// <summary>Associations that the registry itself makes, in their registered form.</summary>
internal static class NewAssociation
{
    public static Association Member(ObjectId source, ObjectId target) => Of(
        new RimAssociation { AssociationType = AssociationType.HasMember.ToUrn() }, source, target);

    /// <summary>The same statement about other objects.</summary>
    public static Association Of(RimAssociation statement, ObjectId source, ObjectId target)
    {
        var id = NewId.Next();
        var rim = statement with
        {
            Id = id.ToString(),
            SourceObject = source.ToString(),
            TargetObject = target.ToString(),
            Classifications = statement.Classifications.Map(c => c with
            {
                Id = NewId.Next().ToString(),
                ClassifiedObject = id.ToString(),
            }),
        };
        return new Association((RimAssociation)RegisteredForm.Of(
            rim, new RegistrationState(AvailabilityStatus.Approved, id)));
    }
}
