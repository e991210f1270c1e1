using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guanwei.Rules;

/// <summary>
/// Rules as JSON: <c>{"sources": {…}, "rows": […]}</c> in files, one row for a local rule in a database. Unknown,
/// doubled and missing members are faults.
/// </summary>
public static class RuleJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Unescaped = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file of rules.</summary>
    /// <param name="file">The file's name, for the messages.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="RuleBookException">The text does not have the shape of a rule file.</exception>
    public static IReadOnlyList<Rule> Read(string file, string json)
    {
        var faults = new List<RuleFault>();
        var rules = RuleFile.Read(file, json, faults);
        return faults.Count == 0 ? rules : throw new RuleBookException(faults);
    }

    /// <summary>Reads one row whose source is written out, as <see cref="Write(Rule)"/> writes it.</summary>
    /// <param name="name">How to call the row in messages.</param>
    /// <param name="json">The row.</param>
    /// <exception cref="RuleBookException">The text does not have the shape of a rule.</exception>
    public static Rule ReadRow(string name, string json) => Read(name, $$"""{"rows": [{{json}}]}""") switch
    {
        [var rule] => rule,
        _ => throw new RuleBookException([new RuleFault(name, "one-row")]),
    };

    /// <summary>One rule in canonical form: fixed order of members, no spaces, the source written out.</summary>
    public static string Write(Rule rule) => Encoding.UTF8.GetString(Canonical([rule])[1..^1]);

    internal static ReadOnlySpan<byte> Canonical(IEnumerable<Rule> rules)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        writer.WriteStartArray();
        foreach (var rule in rules)
        {
            Write(writer, rule);
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, Rule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteNumber("version", rule.Version);
        writer.WriteString("key", rule.Key);
        writer.WritePropertyName("scope");
        Write(writer, rule.Scope);
        writer.WriteString("type", rule.Value.Type);
        writer.WritePropertyName("value");
        Write(writer, rule.Value);
        writer.WriteString("unit", rule.Unit);
        WriteOptional(writer, "direction", rule.Direction is { } direction ? Slug.Of(direction) : null);
        writer.WriteString("severity", Slug.Of(rule.Severity));
        writer.WriteBoolean("duty", rule.Duty);
        writer.WriteString("authority", RuleFile.Authorities.First(a => a.Value == rule.Authority).Key);
        writer.WritePropertyName("source");
        Write(writer, rule.Source);
        writer.WriteString("from", IsoDay.Text(rule.From));
        WriteOptional(writer, "to", rule.To is { } to ? IsoDay.Text(to) : null);
        writer.WriteString("sentence", rule.Sentence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleScope scope)
    {
        writer.WriteStartObject();
        WriteWords(writer, "level", [.. scope.Levels.Select(v => Slug.Of(v))]);
        WriteWords(writer, "kind", [.. scope.Kinds.Select(v => Slug.Of(v))]);
        WriteWords(writer, "accountType", [.. scope.AccountTypes.Select(v => Slug.Of(v))]);
        WriteOptional(writer, "region", scope.Region);
        WriteOptional(writer, "component", scope.Component);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleValue value)
    {
        switch (value)
        {
            case WholeValue whole:
                writer.WriteNumberValue(whole.Number);
                break;
            case DecimalValue:
                writer.WriteRawValue(value.ToString());
                break;
            case SetValue set:
                writer.WriteStartArray();
                foreach (var item in set.Items)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            case TableValue table:
                JsonSerializer.Serialize(writer, table.Rows, Unescaped);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, RuleSource source)
    {
        writer.WriteStartObject();
        writer.WriteString("title", source.Title);
        WriteOptional(writer, "number", source.Number);
        writer.WriteString("issuer", source.Issuer);
        writer.WriteString("clause", source.Clause);
        WriteOptional(writer, "url", source.Url);
        writer.WriteString("evidence", RuleFile.Evidences.First(e => e.Value == source.Evidence).Key);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
