using Guanwei.Server.Actions;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Files;

/// <summary>Objects that files belong to, and who may read those files.</summary>
/// <param name="Kind">As it stands in <see cref="StoredFile.OwnerKind"/>: "application".</param>
/// <param name="Right">What the reader's role must allow, such as "page.applications".</param>
/// <param name="Visible">Asked in the reader's scope: is the object among what they see?</param>
/// <param name="Unneeded">Objects that nobody has needed since an instant: their files go when their retention is
/// over.</param>
/// <param name="Forget">Takes what it keeps of these files out of the object's own rows, in the action that lets them
/// go.</param>
public sealed record FileOwner(
    string Kind, string Right, Func<PlatformDb, Guid, CancellationToken, Task<bool>> Visible,
    Func<PlatformDb, DateTimeOffset, IQueryable<Guid>> Unneeded,
    Func<Act, IReadOnlyList<FileId>, CancellationToken, Task> Forget);

/// <summary>Filled in Serve.cs, a line for each slice whose objects carry files.</summary>
public sealed class FileOwners
{
    private readonly Dictionary<string, FileOwner> byKind = [];

    public IReadOnlyCollection<FileOwner> All => byKind.Values;

    public FileOwners With(FileOwner owner)
    {
        byKind.Add(owner.Kind, owner);
        return this;
    }

    public FileOwner? Of(string kind) => byKind.GetValueOrDefault(kind);
}
