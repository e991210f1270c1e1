using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanwei.Server.Actions;

/// <summary>
/// Reasons, and what else the rules said, as they are stored: values, to be said again in either language.
/// </summary>
public static class StoredReasons
{
    private static readonly JsonSerializerOptions json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, json);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, json)!;
}
