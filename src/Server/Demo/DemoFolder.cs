using System.Text.Json;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Demo;

/// <summary>
/// What tells a demo's data folder from others before the database is opened: the note of its people, and while it is
/// being made a mark, so that a half-made demo is made anew.
/// </summary>
public sealed class DemoFolder(DataFolder folder)
{
    private const string Lock = "lock";

    private string Mark => Path.Combine(folder.Root, "demo.making");

    private string Note => Path.Combine(folder.Root, "demo.json");

    /// <summary>The making of a demo has begun here and not ended.</summary>
    public bool IsHalfMade => File.Exists(Mark);

    public bool IsMade => !IsHalfMade && File.Exists(Note);

    /// <summary>Nothing was ever kept here, no key either.</summary>
    public bool IsEmpty => !Directory.Exists(folder.Keys) && Contents().Count == 0;

    /// <summary>Empties the folder but for the mark. Who calls has made sure that it holds a demo or nothing.</summary>
    public void Begin()
    {
        if (!IsHalfMade)
        {
            DurableFile.WriteNew(Mark, []);
        }
        foreach (var entry in Contents().Where(entry => entry != Mark))
        {
            Delete(entry);
        }
        if (Directory.Exists(folder.Keys))
        {
            Directory.Delete(folder.Keys, recursive: true);
        }
    }

    /// <summary>The people with their passwords, readable by the owner only; from now on the demo is made.</summary>
    public void End(IReadOnlyList<DemoPerson> people)
    {
        DurableFile.WriteNew(Note, JsonSerializer.SerializeToUtf8Bytes(people, JsonSerializerOptions.Web));
        File.Delete(Mark);
        DurableFile.SyncFolder(folder.Root);
    }

    public IReadOnlyList<DemoPerson> People() =>
        JsonSerializer.Deserialize<List<DemoPerson>>(File.ReadAllBytes(Note), JsonSerializerOptions.Web) ?? [];

    private List<string> Contents() =>
        [.. Directory.EnumerateFileSystemEntries(folder.Root).Where(entry => Path.GetFileName(entry) != Lock)];

    private static void Delete(string entry)
    {
        if (Directory.Exists(entry))
        {
            Directory.Delete(entry, recursive: true);
        }
        else
        {
            File.Delete(entry);
        }
    }
}
