namespace XdsDmp.Soap.Multipart;

/// <summary>What stands at a place where a delimiter may stand.</summary>
internal enum Delimiter
{
    /// <summary>None yet: more bytes are needed to tell.</summary>
    None,

    /// <summary>Content that looks like one.</summary>
    NotOne,

    /// <summary>Another part follows.</summary>
    Next,

    /// <summary>The package ends here.</summary>
    Closing,
}
