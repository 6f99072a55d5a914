namespace XdsDmp.Metadata.Cda;

/// <summary>Who wrote a document, in the forms in which French metadata say so (CI-SIS, XCN and XON).</summary>
/// <param name="Person">XCN of a professional, a patient or a machine.</param>
/// <param name="Institution">XON of the structure.</param>
/// <param name="Role"><c>code^name^scheme</c>.</param>
/// <param name="Specialty"><c>code^name^scheme</c>.</param>
public sealed record CdaAuthor(string? Person, string? Institution, string? Role, string? Specialty);
