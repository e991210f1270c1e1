using System.Text;
using System.Text.Json;

namespace Guanwei.Server.Audit;

/// <summary>
/// Checkpoints as lines of JSON: the copy in the data folder, and what an auditor takes home on a stick.
/// </summary>
public static class CheckpointFile
{
    public const string Name = "audit/checkpoints.jsonl";

    public static string Line(AuditCheckpoint checkpoint) =>
        $$"""{"checkpoint":{{Encoding.UTF8.GetString(new Canonical().Checkpoint(checkpoint))}},"signature":"{{Convert.ToHexStringLower(checkpoint.Signature)}}"}""";

    public static void Append(string dataFolder, AuditCheckpoint checkpoint)
    {
        var path = Path.Combine(dataFolder, Name);
        Hosting.DataFolder.CreatePrivate(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(Line(checkpoint) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null where the file is not what it should be.</summary>
    public static IReadOnlyList<AuditCheckpoint>? Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Parse)];
        }
        catch (Exception bad) when (bad is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AuditCheckpoint Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var inner = json.RootElement.GetProperty("checkpoint");
        return new AuditCheckpoint
        {
            Id = inner.GetProperty("checkpoint").GetInt32(),
            Number = inner.GetProperty("number").GetInt64(),
            Hash = Convert.FromHexString(inner.GetProperty("hash").GetString()!),
            At = inner.GetProperty("at").GetDateTimeOffset(),
            Previous = Convert.FromHexString(inner.GetProperty("previous").GetString()!),
            Signature = Convert.FromHexString(json.RootElement.GetProperty("signature").GetString()!),
        };
    }
}
