using System.Globalization;
using Guanwei.Server.Ui;
using Microsoft.Extensions.Localization;

namespace Guanwei.Server.Audit;

/// <summary>What an entry's codes are called. The code stands beside the word: it is what was sealed.</summary>
public sealed class EntryWords(IStringLocalizer<Texts> words, IStringLocalizer<Jobs.Texts> jobs)
{
    /// <summary>
    /// A verb's word stands with its slice, or here for those that show it nowhere else; null: there is none.
    /// </summary>
    public string? Verb(string verb)
    {
        var key = "verb." + verb;
        return Find(words, key) ?? (Wording.Word(key, CultureInfo.CurrentUICulture) is var word && word != key ? word : Job(verb));
    }

    public string? Job(string kind) => Find(jobs, "Kind." + kind);

    public string? ObjectKind(string? kind) => kind is null ? null : Find(words, "Object." + kind) ?? kind;

    private static string? Find(IStringLocalizer book, string key) =>
        book[key] is { ResourceNotFound: false } word ? word.Value : null;
}
