using System.Text.Json;
using Guanwei.Vision;

namespace Guanwei.Server.Files;

public enum InspectionFailure
{
    /// <summary>Killed, out of memory, crashed.</summary>
    Died,
    TimedOut,
    /// <summary>It answered too much, or something that is no verdict.</summary>
    Unintelligible,
}

/// <summary>A verdict, or why there is none. Without a verdict the file is refused with INSPECTION_FAILED.</summary>
public abstract record Inspected<T>
{
    public sealed record Answered(T Verdict) : Inspected<T>;
    public sealed record Failed(InspectionFailure Why, int? ExitCode) : Inspected<T>;
}

/// <summary>Has foreign files opened by `guanwei inspect` in a child process, two at a time.</summary>
public sealed class Inspector(InspectionChild child, ChildLimits? limits = null) : IDisposable
{
    public const string FailedCode = "INSPECTION_FAILED";

    private const int AtOnce = 2;

    // A table of the most characters (8 Mi, three bytes each) and cells (200,000 with their frames) stays below.
    private static readonly ChildLimits Usual = new(TimeSpan.FromSeconds(20), 64 << 20);

    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly ChildLimits limits = limits ?? Usual;

    public Task<Inspected<Inspection>> Inspect(Stream content, string? declaredName, CancellationToken stop) =>
        Ask(["inspect", InspectCommand.StandardInput], Named(declaredName), content, Inspection.FromJson, stop);

    /// <summary>A spreadsheet's rows; the same bounds as for a document.</summary>
    public Task<Inspected<TableReading>> ReadTable(Stream content, CancellationToken stop) =>
        Ask(["inspect", "--table", InspectCommand.StandardInput], [], content, TableReading.FromJson, stop);

    public void Dispose() => places.Dispose();

    private async Task<Inspected<T>> Ask<T>(
        string[] words, Dictionary<string, string> more, Stream content, Func<string, T> read, CancellationToken stop)
    {
        Actions.Actions.MustBeOutsideTransaction(nameof(Inspector));
        await places.WaitAsync(stop);
        try
        {
            return await child.Run(words, more, content, limits, stop) switch
            {
                // 1 is "refused": the verdict says why.
                ChildEnd.Exited { Code: 0 or 1 } answer => Understood(answer, read),
                ChildEnd.Exited { Code: var code } => new Inspected<T>.Failed(InspectionFailure.Died, code),
                ChildEnd.TimedOut => new Inspected<T>.Failed(InspectionFailure.TimedOut, null),
                _ => new Inspected<T>.Failed(InspectionFailure.Unintelligible, null),
            };
        }
        finally
        {
            places.Release();
        }
    }

    private static Inspected<T> Understood<T>(ChildEnd.Exited answer, Func<string, T> read)
    {
        try
        {
            return new Inspected<T>.Answered(read(answer.Output));
        }
        catch (JsonException)
        {
            return new Inspected<T>.Failed(InspectionFailure.Unintelligible, answer.Code);
        }
    }

    // Not an argument: everybody on the machine may read those, and a file's name may hold a person's.
    private static Dictionary<string, string> Named(string? declaredName) => declaredName is null
        ? []
        : new() { [InspectCommand.NameVariable] = declaredName.Replace('\0', '\uFFFD') };
}
