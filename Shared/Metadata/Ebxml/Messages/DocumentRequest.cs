namespace XdsDmp.Metadata.Ebxml.Messages;

/// <summary>Names one document of one repository (ITI TF-2 §3.43.4.1.2).</summary>
public sealed record DocumentRequest(
    string RepositoryUniqueId, string DocumentUniqueId, string? HomeCommunityId = null);
