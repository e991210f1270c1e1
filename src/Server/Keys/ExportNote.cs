using System.Text.Json;

namespace Guanwei.Server.Keys;

/// <summary>
/// Beside the master key: that a copy of it was made, and when. Doctor warns until then; it holds no secret.
/// </summary>
public static class ExportNote
{
    private const string Name = "exported.json";

    private sealed record Content(string Id, DateTimeOffset At);

    public static void Write(string keysFolder, string masterKey, DateTimeOffset now)
    {
        var path = Path.Combine(keysFolder, Name);
        File.Delete(path);
        DurableFile.WriteNew(path, JsonSerializer.SerializeToUtf8Bytes(new Content(masterKey, now)));
    }

    /// <summary>When this master key was last exported; null when it never was.</summary>
    public static DateTimeOffset? Read(string keysFolder, string masterKey)
    {
        try
        {
            var note = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(Path.Combine(keysFolder, Name)));
            return note?.Id == masterKey ? note.At : null;
        }
        catch (Exception unread) when (unread is IOException or JsonException)
        {
            return null;
        }
    }
}
