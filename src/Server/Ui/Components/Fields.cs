using System.Globalization;

namespace Guanwei.Server.Ui;

/// <summary>Ids that tie a field to its label, hint and errors.</summary>
public static class Fields
{
    /// <summary>Name of the cascading value that holds the form's own name, see <see cref="PostForm.Name"/>.</summary>
    public const string Form = "Form";

    public static string Id(string name, string? form = null) =>
        (form is null ? "f-" : $"f-{form}-") + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    public static string? DescribedBy(string id, bool hasHint, bool hasErrors) => (hasHint, hasErrors) switch
    {
        (true, true) => $"{id}-error {id}-hint",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-error",
        _ => null,
    };

    /// <summary>What a field of type date sends; none where it is empty or no day.</summary>
    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IReadOnlyList<ShownReason> Of(IReadOnlyList<ShownReason>? reasons, string name) =>
        reasons is null ? [] : [.. reasons.Where(reason => reason.Field == name)];
}

public sealed record Choice(string Value, string Text, string? Hint = null);
