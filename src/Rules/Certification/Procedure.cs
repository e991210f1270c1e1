using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Guanwei.Rules.Documents;

namespace Guanwei.Rules.Certification;

/// <summary>What is done with an account (办理事项).</summary>
public enum ProcedureKind
{
    /// <summary>开设.</summary>
    Opening,

    /// <summary>更名.</summary>
    Renaming,

    /// <summary>年审.</summary>
    AnnualReview,

    /// <summary>变更管理员.</summary>
    ChangeOfAdministrator,

    /// <summary>归并.</summary>
    Merging,

    /// <summary>主体变更（账号迁移）.</summary>
    ChangeOfSubject,

    /// <summary>关停.</summary>
    Closing,
}

/// <summary>Who certifies.</summary>
public enum CertificationWay
{
    /// <summary>On the platform's own site: a kit goes there, the outcome is recorded or pushed back.</summary>
    Platform,

    /// <summary>By a third party in house: documents, bank transfer, face check.</summary>
    InHouse,
}

/// <summary>A deadline that starts with a step.</summary>
/// <param name="Kind">What runs out.</param>
/// <param name="RuleKey">Key of the rule with the number of working days.</param>
public sealed record ProcedureTerm(string Kind, string RuleKey);

/// <summary>One line of a procedure: in this state, this verb, by one of these roles, leads there.</summary>
/// <param name="State">The state it begins in.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Roles">Who may do it; <c>system</c> where the platform's push or a timer does.</param>
/// <param name="Guards">What must hold.</param>
/// <param name="Next">The state it leads to.</param>
/// <param name="Starts">The deadline that begins then.</param>
/// <param name="Documents">The documents handed in with it.</param>
public sealed record ProcedureStep(
    string State,
    string Verb,
    ImmutableArray<string> Roles,
    ImmutableArray<string> Guards,
    string Next,
    ProcedureTerm? Starts,
    ImmutableArray<DocumentKind> Documents);

/// <summary>A procedure as a table: what a workflow runner needs, and nothing that runs.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Way">Who certifies.</param>
/// <param name="Steps">The lines; the first one's state is where it begins.</param>
public sealed record Procedure(ProcedureKind Kind, CertificationWay Way, ImmutableArray<ProcedureStep> Steps)
{
    /// <summary>The states in which it has ended.</summary>
    public IEnumerable<string> Ends =>
        Steps.Select(s => s.Next).Distinct()
            .Where(next => Steps.All(s => s.State != next))
            .Order(StringComparer.Ordinal);

    /// <summary>The table in Markdown, with the columns of a workflow and the documents.</summary>
    public string Print()
    {
        var text = new StringBuilder(
            "| state | verb | role | guards | next | deadline | documents |\n|---|---|---|---|---|---|---|\n");
        foreach (var step in Steps)
        {
            var term = step.Starts is { } starts ? $"{starts.Kind} (`{starts.RuleKey}`)" : "–";
            text.Append(CultureInfo.InvariantCulture,
                $"| {step.State} | `{step.Verb}` | {Cell(step.Roles)} | {Cell(step.Guards)} | {step.Next} | {term} |")
                .Append(CultureInfo.InvariantCulture,
                    $" {Cell([.. step.Documents.Select(d => Slug.Of(d))])} |\n");
        }

        return text.ToString();
    }

    private static string Cell(ImmutableArray<string> words) => words.IsEmpty ? "–" : string.Join(", ", words);
}
