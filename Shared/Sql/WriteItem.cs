namespace XdsDmp.Sql;

/// <summary>A piece of work in the writer's queue, and the promise given to its caller.</summary>
internal abstract class WriteItem(WriteKeys keys)
{
    private Action[] _onCommit = [];
    private Exception? _failure;

    public WriteKeys Keys => keys;

    /// <summary>Why the last attempt came to nothing.</summary>
    public Exception? Failure => _failure;

    /// <summary>Runs the work; false when it threw, which concerns its own caller only.</summary>
    public bool TryRun(WriteSession session)
    {
        _failure = null;
        try
        {
            Run(session);
            _onCommit = session.TakeCommitActions();
            return true;
        }
        catch (Exception failure) when (IsKept(failure))
        {
            session.TakeCommitActions();
            return false;
        }
    }

    /// <summary>The batch was lost: what ran well is undone as well.</summary>
    public void Fail(Exception failure) => _failure ??= StoreFullException.Of(failure);

    /// <summary>What ran well was not kept, and may be tried again.</summary>
    public void Undo(Exception failure)
    {
        _onCommit = [];
        _failure = StoreFullException.Of(failure);
    }

    /// <summary>Tells the caller, on another thread than the writer's.</summary>
    public void Complete()
    {
        if (_failure is not null)
        {
            SetException(_failure);
            return;
        }

        try
        {
            Array.ForEach(_onCommit, action => action());
            SetResult();
        }
        catch (Exception failure) when (IsKept(failure))
        {
            // It concerns this caller; thrown on, it would end the one writer, and the process with it.
            SetException(failure);
        }
    }

    protected abstract void Run(WriteSession session);

    protected abstract void SetResult();

    protected abstract void SetException(Exception failure);

    private bool IsKept(Exception failure)
    {
        _failure = StoreFullException.Of(failure);
        return true;
    }
}
