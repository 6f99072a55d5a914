namespace XdsDmp.Repository.OnDemand;

/// <summary>Makes documents on demand.</summary>
internal interface IDocumentMaker
{
    /// <summary>Makes one. Trouble is an <see cref="IOException"/>.</summary>
    /// <param name="order">What is wanted, as JSON.</param>
    /// <param name="take">Takes the document as it comes.</param>
    /// <param name="cancel">The time is up, or the caller has gone.</param>
    Task MakeAsync(ReadOnlyMemory<byte> order, Func<Stream, CancellationToken, Task> take, CancellationToken cancel);
}
