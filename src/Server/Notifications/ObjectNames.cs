using Guanwei.Server.Ids;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Notifications;

/// <summary>
/// What the thing is called that a deadline runs on: in a list of twenty notices nobody opens each to see which is meant. A slice
/// whose objects have deadlines adds its line in Serve.cs.
/// </summary>
public sealed class ObjectNames
{
    public delegate Task<string?> Read(PlatformDb db, Guid id, CancellationToken cancel);

    private readonly Dictionary<string, Read> readers = [];

    public ObjectNames With(string kind, Read read)
    {
        readers.Add(kind, read);
        return this;
    }

    /// <summary>The name; the id's text of what has none.</summary>
    public async Task<string> Of(PlatformDb db, string kind, Guid id, CancellationToken cancel) =>
        (readers.TryGetValue(kind, out var read) ? await read(db, id, cancel) : null) ?? ObjectIds.Text(kind, id);
}
