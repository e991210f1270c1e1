using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Vision;

namespace Guanwei.Server.Files;

/// <summary>
/// Bytes that have come in and were inspected, outside of any transaction. A verb makes a row of them with <see
/// cref="Store"/> or refuses with <see cref="Reasons"/>; disposing keeps what a committed row speaks of and deletes
/// everything else.
/// </summary>
public sealed class Arrival : IAsyncDisposable
{
    private readonly Func<Arrival, ValueTask> settle;
    private readonly ContentDigest? content;
    private readonly Inspection? verdict;

    internal Arrival(
        FileId id, string name, ContentDigest? content, Inspection? verdict, IReadOnlyList<Reason> reasons,
        Func<Arrival, ValueTask> settle)
    {
        (Id, Name, this.content, this.verdict, Reasons) = (id, StoredFile.Cut(name), content, verdict, reasons);
        this.settle = settle;
    }

    public FileId Id { get; }

    public string Name { get; }

    /// <summary>What the inspection noticed, all at once; those of severity Block refuse the file.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    public bool Blocked => Reasons.Any(reason => reason.Severity is Severity.Block);

    public DocumentKind Kind => verdict?.Kind ?? DocumentKind.Unknown;

    public long Size => content?.Size ?? verdict?.Size ?? 0;

    public int Pages => verdict?.Pages ?? 1;

    public bool Encrypted => verdict?.Encrypted ?? false;

    public bool Readable => verdict?.Readable ?? false;

    public string Sha256 => content is null ? "" : Convert.ToHexStringLower(content.Sha256);

    /// <summary>A row of it was made; if that was committed, disposing keeps the bytes.</summary>
    internal bool Stored { get; private set; }

    /// <summary>Makes the row, in the verb's transaction. With an owner it is attached at once.</summary>
    public StoredFile Store(Act act, FilePurpose purpose, AgencyId agency, string? ownerKind = null, Guid? ownerId = null)
    {
        if (Blocked || content is null || verdict is null)
        {
            throw new InvalidOperationException("A file that the inspection refused is never stored.");
        }
        var file = new StoredFile
        {
            Id = Id,
            AgencyId = agency,
            ObjectId = Id.Value,
            LooseSince = act.Now,
            Name = Name,
            Purpose = purpose.Key,
            Retention = purpose.Retention,
            Kind = verdict.Kind,
            Size = content.Size,
            Pages = Pages,
            Sha256 = content.Sha256,
            Sm3 = content.Sm3,
            MadeAt = act.Now,
            MadeBy = act.Actor.Person,
        };
        if (ownerKind is not null)
        {
            file.AttachTo(ownerKind, ownerId!.Value);
        }
        act.Db.Add(file);
        Stored = true;
        return file;
    }

    public ValueTask DisposeAsync() => settle(this);
}
