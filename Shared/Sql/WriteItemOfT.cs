namespace XdsDmp.Sql;

/// <summary>A piece of work that gives a result.</summary>
internal sealed class WriteItem<T>(Func<WriteSession, T> work, WriteKeys keys) : WriteItem(keys)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    protected override void Run(WriteSession session) => _result = work(session);

    protected override void SetResult() => _completion.SetResult(_result!);

    protected override void SetException(Exception failure) => _completion.SetException(failure);
}
