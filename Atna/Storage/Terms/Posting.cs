namespace XdsDmp.Atna.Storage.Terms;

/// <summary>A record under a term: its number, and the time that searches order it by.</summary>
internal readonly record struct Posting(long Sequence, long Time);
