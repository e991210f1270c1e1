using Guanwei.Server.Storage;

namespace Guanwei.Server.Files;

/// <summary>Objects that files belong to, and who may read those files.</summary>
/// <param name="Kind">As it stands in <see cref="StoredFile.OwnerKind"/>: "application".</param>
/// <param name="Right">What the reader's role must allow, such as "page.applications".</param>
/// <param name="Visible">Asked in the reader's scope: is the object among what they see?</param>
public sealed record FileOwner(string Kind, string Right, Func<PlatformDb, Guid, CancellationToken, Task<bool>> Visible);

/// <summary>Filled in Serve.cs, a line for each slice whose objects carry files.</summary>
public sealed class FileOwners
{
    private readonly Dictionary<string, FileOwner> byKind = [];

    public FileOwners With(FileOwner owner)
    {
        byKind.Add(owner.Kind, owner);
        return this;
    }

    public FileOwner? Of(string kind) => byKind.GetValueOrDefault(kind);
}
