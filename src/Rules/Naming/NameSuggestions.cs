using System.Collections.Immutable;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>Names that would be accepted, best first.</summary>
internal static class NameSuggestions
{
    private const int Most = 5;
    private static readonly string[] UsualNatures = ["发布", "在线"];

    public static IReadOnlyList<string> For(
        Inquiry inquiry, NameFacts facts, Applicant applicant, NameLexicon lexicon, NameUnderCheck? asked)
    {
        var accepted = new List<string>();
        var tried = new HashSet<string>(StringComparer.Ordinal) { Folding.Clean(facts.Text ?? "") };
        foreach (var candidate in Candidates(inquiry, applicant, asked))
        {
            if (tried.Add(candidate) && IsAccepted(inquiry, facts, candidate, applicant, lexicon))
            {
                accepted.Add(candidate);
                if (accepted.Count == Most)
                {
                    break;
                }
            }
        }

        return accepted;
    }

    private static bool IsAccepted(
        Inquiry inquiry, NameFacts facts, string candidate, Applicant applicant, NameLexicon lexicon)
    {
        var again = inquiry.Again();
        NameCheck.Subject(again, facts.Applicant);
        NameCheck.Examine(again, candidate, applicant, lexicon, facts.Taken ?? NameIndex.Empty);
        return again.Outcome == Outcome.Passed;
    }

    /// <summary>What might be proposed, best first, before it is checked.</summary>
    internal static IEnumerable<string> Candidates(Inquiry inquiry, Applicant applicant, NameUnderCheck? asked)
    {
        var vertical = inquiry.Ask("name.vertical-systems").Set;
        var isVertical = applicant.OwnSystems.Any(system => vertical.Contains(system.Name));
        var (full, brief) = (applicant.Regions.Best?.Full ?? "", applicant.Regions.Best?.Short ?? "");
        var dangling = inquiry.Ask("name.dangling-words").Set;
        var departments = applicant.OwnSystems.Select(system => Folding.Clean(system.Short))
            .Concat(ReadsLikeADepartment(applicant, dangling) ? [applicant.Core] : Array.Empty<string>())
            .Where(word => word.Length > 1).Distinct().ToList();
        List<string> bases =
        [
            .. departments.Select(department => brief + department),
            .. applicant.NamesItsDepartment ? [full + applicant.Department] : Array.Empty<string>(),
        ];
        if (isVertical)
        {
            bases.Reverse();
        }

        var natures = Natures(asked).ToList();
        if (applicant.SpeaksForGovernment && brief.Length > 0)
        {
            bases.InsertRange(0, natures.Append("政务").Select(nature => brief + nature));
        }

        bases.AddRange(applicant.Own.Select(own => own.Text)
            .Where(own => applicant.FullName.EndsWith(own, StringComparison.Ordinal)).Take(1));
        bases.AddRange(departments.SelectMany(department => natures
            .Where(nature => !department.EndsWith(nature, StringComparison.Ordinal))
            .Select(nature => brief + department + nature)));
        return bases;
    }

    /// <summary>
    /// What the full name says before its office is proposed where the lexicon knows all of it, or where nothing else
    /// names the department and no verb is left hanging (驻…联络, 推进…更新).
    /// </summary>
    private static bool ReadsLikeADepartment(Applicant applicant, ImmutableSortedSet<string> dangling) =>
        applicant.CoreIsKnown || (!applicant.OwnSystems.Any() && !dangling.Any(word =>
            applicant.Core.StartsWith(word, StringComparison.Ordinal) || applicant.Core.EndsWith(word, StringComparison.Ordinal)));

    /// <summary>
    /// The nature that was asked for first, then the usual ones. One by which the government speaks (政府网) goes with
    /// no department.
    /// </summary>
    private static IEnumerable<string> Natures(NameUnderCheck? asked) =>
        (asked?.Parts.Where(part => part is { Kind: NamePartKind.Nature, Systems.IsEmpty: true }
                && (!part.Claims || asked.Applicant.SpeaksForGovernment)).Select(asked.TextOf) ?? [])
            .Concat(UsualNatures).Distinct();
}
