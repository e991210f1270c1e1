using System.Text.Json;
using System.Text.Json.Serialization;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Backups;

/// <summary>What a backup holds: the last entry of its archive.</summary>
/// <param name="Made">Machine time.</param>
/// <param name="Migration">The last migration applied to the database.</param>
/// <param name="MasterKey">Id of the master key that opens what is sealed in it; the key itself is never in a
/// backup.</param>
/// <param name="Seal">How the database's entry was sealed; none when it lies there as it is.</param>
/// <param name="Missing">Files the database speaks of that were not on the disk.</param>
public sealed record Manifest(
    int Format, DateTimeOffset Made, string Program, DatabaseKind Database, string Migration, string MasterKey,
    ArchiveSeal? Seal, IReadOnlyList<ArchiveEntry> Entries, IReadOnlyList<string> Missing)
{
    public const int CurrentFormat = 1;
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Name of the database's entry.</summary>
    [JsonIgnore]
    public string DatabaseEntry => EntryOf(Database, Seal is not null);

    public static string EntryOf(DatabaseKind kind, bool isSealed) =>
        (kind is DatabaseKind.Sqlite ? "main.db" : "main.dump") + (isSealed ? ".sealed" : "");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, json);

    /// <summary>Null when it is no manifest of a format that this program knows.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(bytes, json) is { Format: CurrentFormat } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Sha256">Of the bytes as they lie in the archive, so that it can be checked without a key.</param>
public sealed record ArchiveEntry(string Name, long Size, string Sha256);

/// <param name="Id">What the sealed entry is bound to.</param>
/// <param name="Key">The installation's backup key, wrapped by the master key.</param>
public sealed record ArchiveSeal(Guid Id, ushort KeyVersion, byte[] Key);
