namespace Guanwei.Server.Ui;

/// <summary>Ids that tie a field to its label, hint and errors.</summary>
public static class Fields
{
    public static string Id(string name) =>
        "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    public static string? DescribedBy(string name, bool hasHint, bool hasErrors) => (hasHint, hasErrors) switch
    {
        (true, true) => $"{Id(name)}-error {Id(name)}-hint",
        (true, false) => $"{Id(name)}-hint",
        (false, true) => $"{Id(name)}-error",
        _ => null,
    };

    public static IReadOnlyList<ShownReason> Of(IReadOnlyList<ShownReason>? reasons, string name) =>
        reasons is null ? [] : [.. reasons.Where(reason => reason.Field == name)];
}

public sealed record Choice(string Value, string Text, string? Hint = null);
