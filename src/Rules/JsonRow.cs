using System.Text.Json;

namespace Guanwei.Rules;

/// <summary>One JSON object read strictly: what is missing, unknown or of the wrong kind is noted as a fault.</summary>
internal sealed class JsonRow
{
    private readonly List<string> faults;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly JsonElement json;

    public JsonRow(string where, JsonElement json, List<string> faults)
    {
        Where = where;
        this.faults = faults;
        this.json = json;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault("must be an object");
        }
    }

    public string Where { get; set; }

    public void Fault(string what) => faults.Add($"{Where}: {what}");

    public JsonElement? Optional(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        taken.Add(name);
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (kinds.Length > 0 && !kinds.Contains(value.ValueKind))
        {
            var choices = kinds.ToArray().Select(k => k.ToString().ToLowerInvariant());
            Fault($"{name} must be {string.Join(" or ", choices)}");
            return null;
        }

        return value;
    }

    public JsonElement? Required(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        var value = Optional(name, kinds);
        if (value is null && (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out _)))
        {
            Fault($"{name} is missing");
        }

        return value;
    }

    public string Text(string name)
    {
        var text = Required(name, JsonValueKind.String)?.GetString() ?? "";
        if (text.Length == 0 && json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String)
        {
            Fault($"{name} is empty");
        }

        return text;
    }

    public string? OptionalText(string name) => Optional(name, JsonValueKind.String)?.GetString();

    public DateOnly Day(string name) => ReadDay(name, Text(name)) ?? default;

    public DateOnly? OptionalDay(string name) => OptionalText(name) is { } text ? ReadDay(name, text) : null;

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        var text = Text(name);
        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        if (text.Length > 0)
        {
            Fault($"{name} is '{text}' and must be one of {string.Join(", ", choices.Keys)}");
        }

        return default;
    }

    public JsonRow? Child(string name) =>
        Required(name, JsonValueKind.Object) is { } child ? new JsonRow($"{Where}, {name}", child, faults) : null;

    /// <summary>Called last: members nobody asked for are faults (a misspelt member would otherwise be lost).</summary>
    public void NothingElse()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in json.EnumerateObject().Where(m => !taken.Contains(m.Name)))
        {
            Fault($"{member.Name} is not known");
        }
    }

    private DateOnly? ReadDay(string name, string text)
    {
        if (IsoDay.TryRead(text, out var day))
        {
            return day;
        }

        if (text.Length > 0)
        {
            Fault($"{name} is '{text}' and must be a day like 2026-01-31");
        }

        return null;
    }
}
