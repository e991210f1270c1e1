using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>Names that somebody has already, and names that would be taken for another's.</summary>
internal static class TakenReasons
{
    private const int Most = 5;

    public static void Into(Inquiry inquiry, NameUnderCheck name, NameIndex taken, NameLexicon lexicon)
    {
        if (taken.Count == 0)
        {
            return;
        }

        var (unique, confusable) = (inquiry.Ask("name.unique"), inquiry.Ask("name.confusable"));
        var alike = taken.Alike(NameKeys.Of(name.Text, lexicon)).ToList();
        if (unique.Yes && alike.Find(found => found.Kind == NameKeyKind.Clean).Name is { } same)
        {
            inquiry.Raise(unique, NameCheck.Here, null, Says(same));
        }

        foreach (var (other, kind) in confusable.Yes
            ? alike.Where(found => found.Kind != NameKeyKind.Clean && !IsOwn(found.Name, name)).Take(Most) : [])
        {
            inquiry.Raise(confusable, NameCheck.Here, null,
                [.. Says(other), Argument.Term("likeness", "likeness", Slug.Of(kind))]);
        }
    }

    private static bool IsOwn(RegisteredName other, NameUnderCheck name) =>
        other.Own || Folding.Clean(other.Holder) == name.Applicant.FullName;

    private static Argument[] Says(RegisteredName other) =>
        [Argument.Text("name", other.Name), Argument.Text("holder", other.Holder)];
}
