namespace Guanwei.Rules.Naming;

/// <summary>
/// Is the name allowed? Format, watched words, region and department, persons, internal units, campaigns, and what is
/// like it: every reason, not only the first.
/// </summary>
public static class NameCheck
{
    internal static readonly Place Here = new("name");

    /// <summary>Longer texts are no names: their length is said, and nobody reads them to the end.</summary>
    private const int Readable = 4_000;

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name, who asks, and the names there are.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(NameFacts name, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, name.Applicant.Scope, day, profile);
        Subject(inquiry, name.Applicant);
        Into(inquiry, name);
        return inquiry.Decide(Near(name, inquiry));
    }

    /// <summary>Checks a name, says how it was read, and proposes others where it is not accepted.</summary>
    /// <inheritdoc cref="Check"/>
    public static NameJudgement Judge(NameFacts name, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, name.Applicant.Scope, day, profile);
        Subject(inquiry, name.Applicant);
        var (lexicon, applicant) = Prepare(inquiry, name.Applicant);
        var read = Examine(inquiry, name.Text, applicant, lexicon, name.Taken ?? NameIndex.Empty);
        var decision = inquiry.Decide(Near(name, inquiry));
        return new NameJudgement(
            decision,
            decision.Outcome == Outcome.Passed ? [] : NameSuggestions.For(inquiry, name, applicant, lexicon, read),
            read is null ? [] : [.. read.Parts.Select(part => new NamePart(part.Kind, read.TextOf(part), Named(part)))]);
    }

    internal static void Into(Inquiry inquiry, NameFacts name)
    {
        var (lexicon, applicant) = Prepare(inquiry, name.Applicant);
        Examine(inquiry, name.Text, applicant, lexicon, name.Taken ?? NameIndex.Empty);
    }

    /// <summary>The facts with the registered names that the answer can depend on, and no others.</summary>
    internal static NameFacts Near(NameFacts name, Inquiry inquiry)
    {
        if (name.Taken is not { Count: > 0 } taken || string.IsNullOrWhiteSpace(name.Text))
        {
            return name with { Taken = null };
        }

        var keys = NameKeys.Of(name.Text, NameLexicon.Of(inquiry));
        return name with { Taken = NameIndex.Listed(taken.Alike(keys).Select(found => found.Name)) };
    }

    internal static NameUnderCheck? Examine(
        Inquiry inquiry, string? text, Applicant applicant, NameLexicon lexicon, NameIndex taken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            inquiry.Raise(inquiry.Ask("name.units.min"), Here, ReasonCode.NameMissing);
            return null;
        }

        if (text.Length > Readable)
        {
            FormatReasons.Into(inquiry, text);
            return null;
        }

        var name = new NameUnderCheck(text, applicant, lexicon, inquiry);
        FormatReasons.Into(inquiry, text);
        WordReasons.Into(inquiry, name);
        PersonReasons.Into(inquiry, name);
        InternalUnitReasons.Into(inquiry, name);
        PartReasons.Into(inquiry, name);
        TakenReasons.Into(inquiry, name, taken, lexicon);
        return name;
    }

    private static (NameLexicon Lexicon, Applicant Applicant) Prepare(Inquiry inquiry, NameApplicant facts)
    {
        var lexicon = NameLexicon.Of(inquiry);
        return (lexicon, Applicant.Of(facts, inquiry, lexicon));
    }

    /// <summary>The pre-flight asks this of the agency; a name that is checked by itself asks it here.</summary>
    internal static void Subject(Inquiry inquiry, NameApplicant applicant)
    {
        var kinds = inquiry.Ask("eligibility.kinds.refused");
        if (kinds.Set.Contains(Slug.Of(applicant.Kind)))
        {
            inquiry.Raise(kinds, new Place("agency", "kind"), null,
                Argument.Term("kind", "kind", Slug.Of(applicant.Kind)));
        }
    }

    private static string? Named(Token part) =>
        part.Region.Length > 0 ? part.Region : part.Systems.IsEmpty ? null : string.Join('|', part.Systems);
}
