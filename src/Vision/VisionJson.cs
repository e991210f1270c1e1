using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Guanwei.Vision;

/// <summary>Source-generated JSON of the records that cross the process border.</summary>
[JsonSerializable(typeof(Inspection))]
[JsonSerializable(typeof(TableReading))]
public sealed partial class VisionJson : JsonSerializerContext
{
    /// <summary>The context to print with: Chinese stays readable instead of <c>\u6837</c>.</summary>
    public static VisionJson Printed { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new UpperSnakeEnum<FindingCode>(), new UpperSnakeEnum<FindingSeverity>(),
            new UpperSnakeEnum<DocumentKind>(),
        },
    });

    /// <summary>The code as it stands in JSON, in stored findings and in resource keys.</summary>
    /// <param name="code">A code.</param>
    /// <returns>Upper snake case, such as <c>KIND_MISMATCH</c>.</returns>
    public static string Text(FindingCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());

    internal static string Text(DocumentKind kind) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(kind.ToString());
}

/// <summary>Enumerations by name in upper snake case; numbers are refused.</summary>
internal sealed class UpperSnakeEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseUpper, false)
    where T : struct, Enum;
