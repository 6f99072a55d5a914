namespace XdsDmp.Tests.Support;

/// <summary>A test of SQLite's own files, which says nothing of another database.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SqliteOnlyAttribute : ConditionBaseAttribute
{
    public SqliteOnlyAttribute()
        : base(ConditionMode.Include)
    {
        IgnoreMessage = "this is about SQLite";
    }

    public override bool IsConditionMet => !TestDatabase.IsPostgres;

    public override string GroupName => nameof(SqliteOnlyAttribute);
}
