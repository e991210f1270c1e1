using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guanwei.Server.Ids;

namespace Guanwei.Server.Actions;

/// <summary>How answers and payloads are kept: ids in their text form.</summary>
public static class AnswerJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new IdJson(), new JsonStringEnumConverter() },
    };

    private sealed class IdJson : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsValueType && type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>));

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(type), BindingFlags.Instance | BindingFlags.Public, null, null, null)!;
    }

    private sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IEntityId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            IdText.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException($"Not an id of kind {TId.Prefix}.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(IdText.Write(value));
    }
}
