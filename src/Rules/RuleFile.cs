using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using Guanwei.Rules.Regions;
using static System.Text.Json.JsonValueKind;

namespace Guanwei.Rules;

/// <summary>Reads rule files: the shape of each row, and nothing about how rows fit together.</summary>
internal static class RuleFile
{
    public static readonly IReadOnlyDictionary<string, Authority> Authorities = new Dictionary<string, Authority>
    {
        ["LAW"] = Authority.Law,
        ["STATE_DOC"] = Authority.StateDoc,
        ["PLATFORM"] = Authority.Platform,
        ["LOCAL"] = Authority.Local,
        ["PRODUCT"] = Authority.Product,
        ["GUIDE"] = Authority.Guide,
    };

    public static readonly IReadOnlyDictionary<string, Evidence> Evidences = new Dictionary<string, Evidence>
    {
        ["S"] = Evidence.Seen,
        ["S~"] = Evidence.SeenSecondHand,
        ["M"] = Evidence.Memory,
        ["A"] = Evidence.GuideOnly,
        ["C"] = Evidence.Computed,
        ["I"] = Evidence.Inferred,
        ["O"] = Evidence.Own,
    };

    private static readonly IReadOnlyDictionary<string, Severity> Severities =
        Enum.GetValues<Severity>().ToDictionary(v => Slug.Of(v));

    private static readonly IReadOnlyDictionary<string, Direction> Directions =
        Enum.GetValues<Direction>().ToDictionary(v => Slug.Of(v));

    public static IReadOnlyList<Rule> Read(string file, string json, List<RuleFault> faults)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            faults.Add(new RuleFault(file, "not-json", ("at", $"{e.LineNumber + 1}:{e.BytePositionInLine + 1}")));
            return [];
        }

        using (document)
        {
            var top = new JsonRow(file, document.RootElement, faults);
            var sources = top.Optional("sources", JsonValueKind.Object);
            var rows = top.Required("rows", JsonValueKind.Array);
            top.NothingElse();
            return rows is null
                ? []
                : [.. rows.Value.EnumerateArray().Select((row, i) => Row($"{file}[{i + 1}]", row, sources, faults))
                    .OfType<Rule>()];
        }
    }

    private static Rule? Row(string where, JsonElement json, JsonElement? sources, List<RuleFault> faults)
    {
        var before = faults.Count;
        var row = new JsonRow(where, json, faults);
        var id = row.Text("id");
        row.Where = $"{where} ({id})";
        var value = Value(row, row.Text("type"));
        var rule = new Rule
        {
            Id = id,
            Version = row.Required("version", Number) is { } v && v.TryGetInt32(out var version) ? version : 0,
            Key = row.Text("key"),
            Scope = row.Child("scope") is { } scope ? ReadScope(scope) : RuleScope.Everywhere,
            Value = value ?? new TextValue(""),
            Unit = row.Text("unit"),
            Direction = row.Optional("direction", JsonValueKind.String) is null
                ? null
                : row.Choice("direction", Directions),
            Severity = row.Choice("severity", Severities),
            Duty = row.Required("duty", True, False) is { ValueKind: True },
            Authority = row.Choice("authority", Authorities),
            Source = Source(row, sources, faults),
            From = row.Day("from"),
            To = row.OptionalDay("to"),
            Sentence = row.Text("sentence"),
        };
        row.NothingElse();
        return faults.Count == before ? rule : null;
    }

    private static RuleScope ReadScope(JsonRow scope)
    {
        var read = new RuleScope
        {
            Levels = Members<AgencyLevel>(scope, "level"),
            Kinds = Members<AgencyKind>(scope, "kind"),
            AccountTypes = Members<AccountType>(scope, "accountType"),
            Region = scope.OptionalText("region"),
            Component = scope.OptionalText("component"),
        };
        if (read.Region is { } region && !RegionCode.IsWellFormed(region))
        {
            scope.Fault("region", ("value", region));
        }

        scope.NothingElse();
        return read;
    }

    private static ImmutableSortedSet<T> Members<T>(JsonRow scope, string name) where T : struct, Enum
    {
        var values = ImmutableSortedSet.CreateBuilder<T>();
        foreach (var item in Items(scope.Optional(name, JsonValueKind.String, JsonValueKind.Array)))
        {
            if (item.ValueKind == JsonValueKind.String && Slug.TryRead<T>(item.GetString(), out var value))
            {
                values.Add(value);
            }
            else
            {
                scope.Fault("not-among", ("name", name), ("value", item), ("choices", Slug.Choices<T>()));
            }
        }

        return values.ToImmutable();
    }

    private static IEnumerable<JsonElement> Items(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { } one => [one],
        null => [],
    };

    private static RuleSource Source(JsonRow row, JsonElement? sources, List<RuleFault> faults)
    {
        var nothing = new RuleSource("", null, "", "", null, Evidence.Memory);
        if (row.Child("source") is not { } source)
        {
            return nothing;
        }

        var clause = source.Text("clause");
        var evidence = source.Choice("evidence", Evidences);
        var document = source;
        if (source.OptionalText("of") is { } name)
        {
            source.NothingElse();
            if (sources is null || !sources.Value.TryGetProperty(name, out var shared))
            {
                source.Fault("no-source", ("value", name));
                return nothing;
            }

            document = new JsonRow($"{row.Where}.sources.{name}", shared, faults);
        }

        var read = new RuleSource(
            document.Text("title"), document.OptionalText("number"), document.Text("issuer"), clause,
            document.OptionalText("url"), evidence);
        document.NothingElse();
        return read;
    }

    private static RuleValue? Value(JsonRow row, string type)
    {
        switch (type)
        {
            case "int":
                return Fits(row, Number, type,
                    v => v.TryGetInt32(out var number) ? new WholeValue(number) : null);
            case "decimal":
                return Fits(row, Number, type,
                    v => v.TryGetDecimal(out var number) ? new DecimalValue(number) : null);
            case "duration":
                return Fits(row, JsonValueKind.String, type,
                    v => Duration(v.GetString()!));
            case "text":
                return Fits(row, JsonValueKind.String, type, v => new TextValue(v.GetString()!));
            case "set":
                return Fits(row, JsonValueKind.Array, type, Set);
            case "table":
                return Fits(row, JsonValueKind.Array, type, Table);
            default:
                row.Optional("value");
                row.Fault("not-among", ("name", "type"), ("value", type), ("choices", "int, decimal, duration, text, set, table"));
                return null;
        }
    }

    private static RuleValue? Fits(
        JsonRow row, JsonValueKind kind, string type, Func<JsonElement, RuleValue?> read)
    {
        var json = row.Required("value");
        var value = json is { } found && found.ValueKind == kind ? read(found) : null;
        if (json is not null && value is null)
        {
            row.Fault($"value-{type}");
        }

        return value;
    }

    private static DurationValue? Duration(string text)
    {
        // XmlConvert would count a year as 365 days and a month as 30.
        var datePart = text.Split('T')[0];
        if (datePart.Contains('Y', StringComparison.Ordinal) || datePart.Contains('M', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new DurationValue(XmlConvert.ToTimeSpan(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static SetValue? Set(JsonElement json)
    {
        var items = json.EnumerateArray()
            .Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : "")
            .ToList();
        return items.Contains("") || items.Distinct(StringComparer.Ordinal).Count() < items.Count
            ? null
            : new SetValue(items);
    }

    private static TableValue? Table(JsonElement json)
    {
        var rows = new List<ImmutableSortedDictionary<string, string>>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || item.EnumerateObject().Any(cell => cell.Value.ValueKind != JsonValueKind.String))
            {
                return null;
            }

            rows.Add(item.EnumerateObject().ToImmutableSortedDictionary(
                cell => cell.Name, cell => cell.Value.GetString()!, StringComparer.Ordinal));
        }

        return rows.Count > 0 && rows.TrueForAll(r => r.Count > 0 && r.Keys.SequenceEqual(rows[0].Keys))
            ? new TableValue(rows)
            : null;
    }
}
