using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Rules.Naming;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>The files of `guanwei name check`, read whole before anything is answered: each fault names line and member.</summary>
internal static class NameFiles
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static NameApplicant? Applicant(string file, List<string> faults)
    {
        using var document = Whole(file, faults) is { } text ? Parsed(file, text, faults) : null;
        return document is null ? null : Applicant(file, document.RootElement, faults);
    }

    public static IReadOnlyList<NameFacts> Batch(string file, List<string> faults) => Lines(file, faults, (where, row) =>
    {
        var name = Text(where, row, "name", faults);
        var agency = row.TryGetProperty("agency", out var found) ? Applicant($"{where}, agency", found, faults) : null;
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            faults.Add(Texts.Say("Name.File.Member", where, "agency"));
        }
        return name is null || agency is null ? null : new NameFacts(name, agency);
    });

    public static IReadOnlyList<RegisteredName> Registered(string file, List<string> faults) => Lines(file, faults, (where, row) =>
        (Text(where, row, "name", faults), Text(where, row, "holder", faults)) is ({ } name, { } holder)
            ? new RegisteredName(name, holder) : null);

    private static List<T> Lines<T>(string file, List<string> faults, Func<string, JsonElement, T?> read) where T : class
    {
        var rows = new List<T>();
        var lines = Whole(file, faults)?.ReplaceLineEndings("\n").Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }
            var where = Texts.Say("Name.File.Line", file, i + 1);
            using var document = Parsed(where, lines[i], faults);
            if (document is not null && IsObject(where, document.RootElement, faults) && read(where, document.RootElement) is { } row)
            {
                rows.Add(row);
            }
        }
        return rows;
    }

    private static NameApplicant? Applicant(string where, JsonElement row, List<string> faults)
    {
        if (!IsObject(where, row, faults))
        {
            return null;
        }
        var before = faults.Count;
        var name = Text(where, row, "name", faults);
        var level = Choice<AgencyLevel>(where, row, "level", faults);
        var kind = Choice<AgencyKind>(where, row, "kind", faults);
        var region = row.TryGetProperty("regionCode", out _) ? Text(where, row, "regionCode", faults) : null;
        var shortNames = ShortNames(where, row, faults);
        return faults.Count > before ? null : new NameApplicant(name, level, kind, region, shortNames);
    }

    private static List<string> ShortNames(string where, JsonElement row, List<string> faults)
    {
        if (!row.TryGetProperty("shortNames", out var names))
        {
            return [];
        }
        if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String))
        {
            faults.Add(Texts.Say("Name.File.Texts", where, "shortNames"));
            return [];
        }
        return [.. names.EnumerateArray().Select(n => n.GetString()!)];
    }

    private static T Choice<T>(string where, JsonElement row, string member, List<string> faults) where T : struct, Enum
    {
        if (Text(where, row, member, faults) is { } text && !Slug.TryRead<T>(text, out _))
        {
            faults.Add(Texts.Say("Name.File.Choice", where, member, text, Slug.Choices<T>()));
        }
        return row.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            && Slug.TryRead<T>(value.GetString(), out var read) ? read : default;
    }

    private static string? Text(string where, JsonElement row, string member, List<string> faults)
    {
        if (row.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }
        faults.Add(Texts.Say("Name.File.Member", where, member));
        return null;
    }

    private static bool IsObject(string where, JsonElement row, List<string> faults)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            faults.Add(Texts.Say("Name.File.Object", where));
        }
        return row.ValueKind == JsonValueKind.Object;
    }

    private static JsonDocument? Parsed(string where, string text, List<string> faults)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException wrong)
        {
            faults.Add(wrong is { LineNumber: { } line, BytePositionInLine: { } at }
                ? Texts.Say("Name.File.Json", where, line + 1, at + 1)
                : Texts.Say("Name.File.Json.Twice", where));
            return null;
        }
    }

    private static string? Whole(string file, List<string> faults)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            faults.Add(Texts.Say("Name.File.NotRead", file, wrong.Message));
            return null;
        }
    }
}
