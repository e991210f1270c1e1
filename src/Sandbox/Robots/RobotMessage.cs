using System.Text.Json;

namespace Guanwei.Sandbox.Robots;

/// <summary>The body that both robots take: {"msgtype":"text","text":{"content":…}} or "markdown".</summary>
internal sealed record RobotMessage(string Kind, JsonElement Part)
{
    public static RobotMessage? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("msgtype", out var kind)
                && kind.GetString() is { } name
                && json.RootElement.TryGetProperty(name, out var part)
                && part.ValueKind == JsonValueKind.Object
                ? new RobotMessage(name, part.Clone())
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public string this[string field] =>
        Part.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
