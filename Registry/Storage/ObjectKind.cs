namespace XdsDmp.Registry.Storage;

/// <summary>The four kinds of registry objects; the numbers are those in the database.</summary>
internal enum ObjectKind
{
    DocumentEntry = 1,
    SubmissionSet = 2,
    Folder = 3,
    Association = 4,
}
