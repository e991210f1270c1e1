using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanwei.Rules;

/// <summary>Digests of what a decision was made from.</summary>
public static class Digests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>
    /// SHA-256, lower-case hex, of the facts' JSON. Members are written in the order they are declared in, so the
    /// digest changes when a fact's value does and when the shape of the facts does.
    /// </summary>
    public static string OfFacts<T>(T facts) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(facts, Json));

    internal static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
