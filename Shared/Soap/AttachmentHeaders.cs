namespace XdsDmp.Soap;

/// <summary>What a part says about itself.</summary>
/// <param name="ContentId">Without angle brackets, percent-decoded: compares equal to what XopInclude returns.</param>
/// <param name="ContentType">As sent; empty when the part does not say.</param>
public sealed record AttachmentHeaders(string ContentId, string ContentType);
