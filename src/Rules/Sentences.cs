using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace Guanwei.Rules;

/// <summary>A reason in words.</summary>
/// <param name="Sentence">What is so.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Saying(string Sentence, string Remedy);

/// <summary>The sentences and words of the rules in Chinese (<c>zh-CN</c>) and English (<c>en</c>).</summary>
public sealed partial class Sentences
{
    private static readonly FrozenDictionary<string, Sentences> ByLanguage =
        new[] { "zh-CN", "en" }.ToFrozenDictionary(l => l, l => new Sentences(l));

    private readonly FrozenDictionary<string, Saying> codes;
    private readonly FrozenDictionary<string, string> terms;
    private readonly FrozenDictionary<string, string> faults;
    private readonly string language;

    private Sentences(string language)
    {
        this.language = language;
        var file = JsonSerializer.Deserialize<File>(
            Embedded.Text($"sentences/{language}.json"), JsonSerializerOptions.Web)!;
        codes = file.Codes.ToFrozenDictionary();
        terms = file.Terms.ToFrozenDictionary();
        faults = file.Faults.ToFrozenDictionary();
    }

    /// <summary>The languages there are.</summary>
    public static IEnumerable<string> Languages => ByLanguage.Keys.Order(StringComparer.Ordinal);

    /// <summary>The sentences of a culture: English for <c>en…</c>, Chinese for every other.</summary>
    public static Sentences In(string culture) =>
        ByLanguage[culture.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh-CN"];

    /// <summary>True if the code has a sentence.</summary>
    public static bool Knows(string code) => ByLanguage["zh-CN"].codes.ContainsKey(code);

    /// <summary>All codes that have a sentence, in ordinal order.</summary>
    public IEnumerable<string> Codes => codes.Keys.Order(StringComparer.Ordinal);

    /// <summary>All words, by their code such as <c>document.id-card-front</c>.</summary>
    public IReadOnlyDictionary<string, string> Terms => terms;

    /// <summary>A code's templates, with the names of their gaps in braces.</summary>
    /// <exception cref="KeyNotFoundException">No sentence has the code.</exception>
    public Saying Template(string code) => codes[code];

    /// <summary>A reason in words.</summary>
    /// <exception cref="KeyNotFoundException">No sentence has the reason's code.</exception>
    public Saying Say(Reason reason) =>
        new(Fill(codes[reason.Code].Sentence, reason.Arguments), Fill(codes[reason.Code].Remedy, reason.Arguments));

    /// <summary>A fault of rule data in words, with its place.</summary>
    /// <exception cref="KeyNotFoundException">No sentence has the fault's code.</exception>
    public string Say(RuleFault fault) =>
        $"{fault.Where}{Term("fault", "says")}{Fill(faults[fault.Code], fault.Arguments)}";

    /// <summary>What may be wrong with rule data, by code, with the gaps in braces.</summary>
    public IReadOnlyDictionary<string, string> Faults => faults;

    /// <summary>A word of ours, such as <c>Term("level", "county")</c>; the code itself if there is none.</summary>
    public string Term(string group, string code) => terms.GetValueOrDefault($"{group}.{code}", code);

    /// <summary>A word for an enum value of ours, such as <c>Term("level", AgencyLevel.County)</c>.</summary>
    public string Term(string group, Enum value) => Term(group, Slug.Of(value));

    /// <summary>A day in words.</summary>
    public string Day(DateOnly day) =>
        language == "en"
            ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>A length of time in words: the largest unit that leaves no rest.</summary>
    public string Duration(TimeSpan length)
    {
        var (unit, count) = length switch
        {
            _ when length.Ticks % TimeSpan.TicksPerDay == 0 && length.TotalDays > 3 => ("days", length.TotalDays),
            _ when length.Ticks % TimeSpan.TicksPerHour == 0 => ("hours", length.TotalHours),
            _ when length.Ticks % TimeSpan.TicksPerMinute == 0 => ("minutes", length.TotalMinutes),
            _ => ("seconds", length.TotalSeconds),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count} {Term("unit", unit)}");
    }

    private string Fill(string template, IReadOnlyList<Argument> arguments) =>
        Gap().Replace(template, gap =>
            arguments.FirstOrDefault(a => a.Name == gap.Groups[1].Value) is { } argument ? Write(argument) : gap.Value);

    private string Write(Argument argument) => argument.Kind switch
    {
        ArgumentKind.Day => Day(DateOnly.ParseExact(argument.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ArgumentKind.Bytes => Megabytes(long.Parse(argument.Value, CultureInfo.InvariantCulture)),
        ArgumentKind.Duration => Duration(XmlConvert.ToTimeSpan(argument.Value)),
        ArgumentKind.Term => string.Join(
            terms["list.or"],
            argument.Value.Split('|').Select(t => terms.GetValueOrDefault(t, t))),
        _ => argument.Value,
    };

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024m * 1024m):0.##} MB");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();

    private sealed record File(
        Dictionary<string, Saying> Codes, Dictionary<string, string> Terms, Dictionary<string, string> Faults);
}
