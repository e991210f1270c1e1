using System.Text.RegularExpressions;

namespace Guanwei.Rules.Tests;

internal static partial class Sayings
{
    /// <summary>Each reason can be said in each language: its gaps have arguments, its words exist.</summary>
    public static void AssertComplete(IEnumerable<Reason> reasons)
    {
        foreach (var reason in reasons)
        {
            var arguments = reason.Arguments.Select(a => $"{{{a.Name}}}").ToList();
            var terms = reason.Arguments.Where(a => a.Kind == ArgumentKind.Term).SelectMany(a => a.Value.Split('|'));
            foreach (var words in Sentences.Languages.Select(Sentences.In))
            {
                Assert.Empty(Gaps(words.Template(reason.Code)).Except(arguments));
                Assert.All(terms, term => Assert.Contains(term, words.Terms));
            }
        }
    }

    /// <summary>The gaps of a template, such as <c>{max}</c>.</summary>
    public static IEnumerable<string> Gaps(Saying template) =>
        Gap().Matches(template.Sentence + template.Remedy)
            .Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Gap();
}
