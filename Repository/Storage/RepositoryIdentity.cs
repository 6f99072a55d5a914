using XdsDmp.Hosting.Configuration;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>
/// Under which repositoryUniqueId a database's documents are registered. A repository of another one would be told by
/// the registry that they are not its own: nobody could retrieve them, and those of open submissions would be removed.
/// </summary>
internal static class RepositoryIdentity
{
    /// <summary>At the first start the identity is noted, from then on it is required.</summary>
    /// <exception cref="ConfigurationException">The database's documents are another repository's.</exception>
    public static async Task RequireAsync(GroupCommitWriter writer, string repositoryUniqueId)
    {
        var known = await writer.WriteAsync(session =>
        {
            session.Execute(
                "INSERT INTO identity (id, repository_unique_id) VALUES (1, @id) ON CONFLICT DO NOTHING",
                repositoryUniqueId);
            return session.First("SELECT repository_unique_id FROM identity", row => row.GetString(0))!;
        });
        if (known != repositoryUniqueId)
        {
            throw new ConfigurationException(
                $"Repository:RepositoryUniqueId is {repositoryUniqueId}, but the documents of Repository:Database are "
                + $"registered under {known}; accepted: {known}, or the database of another repository");
        }
    }
}
