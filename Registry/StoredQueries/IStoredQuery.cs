using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// One of the profile's stored queries: its parameter table and what it finds (ITI TF-2 §3.18.4.1.2.3.7).
/// </summary>
internal interface IStoredQuery
{
    StoredQueryDefinition Definition { get; }

    /// <summary>True where a LeafClass answer must not span several patients (XDSResultNotSinglePatient).</summary>
    bool IsSinglePatient { get; }

    /// <summary>The objects that the query returns, each once.</summary>
    IEnumerable<RegisteredObject> Run(ReadSession session, StoredQueryArguments arguments, ObjectSearch search);
}
