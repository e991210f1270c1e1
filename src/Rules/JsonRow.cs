using System.Text.Json;

namespace Guanwei.Rules;

/// <summary>One JSON object read strictly: what is missing, unknown or of the wrong kind is noted as a fault.</summary>
internal sealed class JsonRow
{
    private readonly List<RuleFault> faults;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly JsonElement json;

    public JsonRow(string where, JsonElement json, List<RuleFault> faults)
    {
        Where = where;
        this.faults = faults;
        this.json = json;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault("not-an-object");
        }
    }

    public string Where { get; set; }

    public void Fault(string code, params ReadOnlySpan<(string Gap, object Value)> details) =>
        faults.Add(new RuleFault(Where, code, details));

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
            Fault("kind", ("name", name), ("kinds", string.Join(" / ", choices)));
            return null;
        }

        return value;
    }

    public JsonElement? Required(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        var value = Optional(name, kinds);
        if (value is null && (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out _)))
        {
            Fault("missing", ("name", name));
        }

        return value;
    }

    public string Text(string name)
    {
        var text = Required(name, JsonValueKind.String)?.GetString() ?? "";
        if (text.Length == 0 && json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String)
        {
            Fault("empty", ("name", name));
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
            Fault("not-among", ("name", name), ("value", text), ("choices", string.Join(", ", choices.Keys)));
        }

        return default;
    }

    public JsonRow? Child(string name) =>
        Required(name, JsonValueKind.Object) is { } child ? new JsonRow($"{Where}.{name}", child, faults) : null;

    /// <summary>Called last: members nobody asked for are faults (a misspelt member would otherwise be lost).</summary>
    public void NothingElse()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in json.EnumerateObject().Where(m => !taken.Contains(m.Name)))
        {
            Fault("unknown", ("name", member.Name));
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
            Fault("no-day", ("name", name), ("value", text));
        }

        return null;
    }
}
