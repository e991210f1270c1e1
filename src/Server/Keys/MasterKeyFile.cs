using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanwei.Server.Keys;

/// <summary>The master key on the disk: JSON, readable by its owner only, outside the data folder; plain, or under a
/// passphrase. `guanwei keys export` writes the same form, always under a passphrase.</summary>
public static class MasterKeyFile
{
    /// <summary>Where a service gets the passphrase from; without it a person is asked.</summary>
    public const string PassphraseVariable = "GUANWEI_PASSPHRASE";

    private const int Format = 1;
    private const int LongestFile = 4096;

    private sealed record Content(
        int Format, string Id, DateTimeOffset Created, byte[]? Key, string? Derivation, int? Iterations, byte[]? Sealed);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A sibling of the data folder: copying or losing the one does not take the other along.</summary>
    public static string DefaultPath(string dataFolder) =>
        Path.Combine(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)) + ".keys", "master.json");

    /// <summary>Throws when the path lies in the data folder, where backups would carry the key away.</summary>
    public static void MustLieOutside(string dataFolder, string path)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(dataFolder), Path.GetFullPath(path));
        if (relative != ".." && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !Path.IsPathRooted(relative))
            throw new KeyException(KeyTrouble.FileInsideData, path);
    }

    /// <summary>Never overwrites: a lost master key makes everything sealed unreadable.</summary>
    public static void Save(MasterKey master, string path, string? passphrase)
    {
        var key = master.Export();
        var content = passphrase is null
            ? new Content(Format, master.Id, master.Created, key, null, null, null)
            : Sealed(master, key, passphrase);
        DurableFile.WriteNew(path, JsonSerializer.SerializeToUtf8Bytes(content, Json));
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Saved, then read back from the disk and compared: a file that cannot be opened is found today, not on
    /// the day of the disaster.</summary>
    public static void SaveChecked(MasterKey master, string path, string? passphrase)
    {
        Save(master, path, passphrase);
        if (Load(path, () => passphrase).Id != master.Id)
            throw new KeyException(KeyTrouble.FileMalformed, path);
    }

    /// <summary>Asks for the passphrase only when the file needs one.</summary>
    public static MasterKey Load(string path, Func<string?> passphrase)
    {
        if (!File.Exists(path))
            throw new KeyException(KeyTrouble.FileMissing, path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~DurableFile.OwnerFolder) != 0)
            throw new KeyException(KeyTrouble.FileTooOpen, path);

        var content = Read(path);
        var key = content.Key ?? Open(content, path, passphrase);
        if (key.Length != Sm4Gcm.KeyBytes)
            throw Malformed(path);
        var master = new MasterKey(key, content.Created);
        CryptographicOperations.ZeroMemory(key);
        return master.Id == content.Id ? master : throw Malformed(path);
    }

    public static bool NeedsPassphrase(string path) => Read(path).Key is null;

    /// <summary>
    /// Of the key that it says it holds; needs no passphrase. Null when there is no key file that can be read.
    /// </summary>
    public static string? IdOf(string path)
    {
        try
        {
            return Read(path).Id;
        }
        catch (Exception unread) when (unread is IOException or KeyException)
        {
            return null;
        }
    }

    private static Content Sealed(MasterKey master, byte[] key, string passphrase)
    {
        var body = PassphraseSeal.Seal(passphrase, Purpose(master.Id, master.Created), key);
        return new Content(Format, master.Id, master.Created, null,
            PassphraseSeal.Derivation, PassphraseSeal.Iterations(body), body);
    }

    private static byte[] Open(Content content, string path, Func<string?> passphrase)
    {
        if (content.Sealed is null || content.Derivation != PassphraseSeal.Derivation)
            throw Malformed(path);
        if (passphrase() is not { Length: > 0 } given)
            throw new KeyException(KeyTrouble.PassphraseNeeded, path);
        return PassphraseSeal.TryOpen(given, Purpose(content.Id, content.Created), content.Sealed, out var key)
            ? key
            : throw new KeyException(KeyTrouble.PassphraseWrong, path);
    }

    private static Content Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile)
                throw Malformed(path);
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Json);
            return content is { Format: Format, Id: not null } ? content : throw Malformed(path);
        }
        catch (JsonException problem)
        {
            throw Malformed(path, problem);
        }
    }

    private static string Purpose(string id, DateTimeOffset created) => $"master-key|{id}|{created.ToUnixTimeSeconds()}";

    private static KeyException Malformed(string path, Exception? inner = null) =>
        new(KeyTrouble.FileMalformed, path, inner);
}
