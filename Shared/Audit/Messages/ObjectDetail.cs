namespace XdsDmp.Audit.Messages;

/// <summary>ParticipantObjectDetail: a type and a text, which is base64 of its UTF-8 on the wire.</summary>
public sealed record ObjectDetail(string Type, string Value);
