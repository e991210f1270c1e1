using Guanwei.Server.Actions;

namespace Guanwei.Server.Jobs;

/// <summary>
/// How a run of outside work ended. Codes name the cause for the person at the jobs page, without personal data.
/// </summary>
public abstract record JobEnd
{
    private JobEnd() { }

    /// <param name="Record">What is written in the same transaction as "done".</param>
    public sealed record Done(Func<Act, CancellationToken, Task<Refusal?>>? Record = null) : JobEnd;

    /// <summary>Surely not done; the cause passes.</summary>
    public sealed record Later(string Code, TimeSpan? After = null) : JobEnd;

    /// <summary>Tried, and the answer never came: the job's retry class says what follows.</summary>
    public sealed record Unsure(string Code) : JobEnd;

    /// <summary>Will never go as it is; a person looks at it.</summary>
    public sealed record Dead(string Code) : JobEnd;

    public static readonly JobEnd Ok = new Done();
}
