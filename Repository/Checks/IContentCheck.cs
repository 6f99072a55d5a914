namespace XdsDmp.Repository.Checks;

/// <summary>Somebody else who looks at documents: a command, clamd, an ICAP server.</summary>
internal interface IContentCheck
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Looks at one document. Trouble may also be an <see cref="IOException"/>.</summary>
    /// <param name="octets">The document from its start; not every check reads all of it.</param>
    /// <param name="size">Its octets.</param>
    /// <param name="cancel">The time is up, or the caller has gone.</param>
    Task<CheckVerdict> CheckAsync(Stream octets, long size, CancellationToken cancel);
}
