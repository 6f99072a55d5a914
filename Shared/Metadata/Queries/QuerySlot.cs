namespace XdsDmp.Metadata.Queries;

/// <summary>One parameter as it stands in the message: its values still carry quotes and parentheses.</summary>
public sealed record QuerySlot(string Name, params IReadOnlyList<string> Values);
