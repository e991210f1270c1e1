using Guanwei.Rules;
using Guanwei.Rules.Trial;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>A local rule that the book of this program cannot take, and why.</summary>
public sealed record UnfitRule(LocalRuleId Draft, RuleRef Rule, IReadOnlyList<RuleFault> Faults)
{
    /// <summary>The faults in the reader's language.</summary>
    public string Told => string.Join("; ", Faults.Select(RuleWords.Fault));
}

/// <summary>Which local rules are in the book in force.</summary>
/// <param name="Approvals">How many were approved when it was read: the watch of each node compares it.</param>
/// <param name="Unfit">Approved ones that were set aside, so that the server still starts.</param>
public sealed record LocalRules(int Approvals, IReadOnlyList<UnfitRule> Unfit)
{
    public static readonly LocalRules None = new(0, []);
}

/// <summary>The national book with the installation's approved local rules.</summary>
public static class LocalBook
{
    public static async Task<(RuleBook Book, LocalRules Local)> Read(PlatformDb db, CancellationToken cancel)
    {
        var approved = await db.Set<LocalRow>().AsNoTracking().OrderBy(x => x.Number).ToListAsync(cancel);
        var (book, unfit) = Make(approved);
        return (book, new LocalRules(approved.Count, unfit));
    }

    public static Task<int> Approvals(PlatformDb db, CancellationToken cancel) => db.Set<LocalRow>().CountAsync(cancel);

    /// <summary>From now on this node answers by the book as it is stored.</summary>
    public static async Task PutInForce(Databases databases, InForceSource inForce, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("reading the local rules");
        var (book, local) = await Read(db, cancel);
        inForce.Change(current => current with { Rules = book, Local = local });
    }

    /// <summary>All that stands against a row beside those approved so far; read anew, whatever this node has in force.</summary>
    public static async Task<IReadOnlyList<Reason>> Against(PlatformDb db, Rule row, CancellationToken cancel)
    {
        var (book, _) = await Read(db, cancel);
        return Against(book, row);
    }

    /// <summary>That the book cannot take it, or that with it applications would be stopped which it does not mean to stop.</summary>
    public static IReadOnlyList<Reason> Against(RuleBook book, Rule row)
    {
        var place = new Place("local-rule", "value");
        var faults = FaultsOf(book, [row]);
        return faults.Count > 0
            ? [.. faults.Select(fault => Refusals.Because(
                "LOCAL_RULE_DOES_NOT_FIT", place, Argument.Text("fault", RuleWords.Fault(fault))))]
            : TrialOf(book, row) is { Stopped: [var first, ..] } trial && (trial.StopsEverybody || !RowTrial.DecidesWho(row.Key))
                ? [Refusals.Because("LOCAL_RULE_STOPS", place, Argument.Text("applicant", RuleWords.Applicant(first.Applicant)),
                    Argument.Text("reason", RuleWords.Told(first.Reasons[0])))]
                : [];
    }

    /// <summary>The row tried on sample applications.</summary>
    public static RowTrial TrialOf(RuleBook book, Rule row) => RowTrial.Of(book, row, WorkingDayCalendar.National);

    /// <summary>
    /// In the order of their approval. Where all together do not fit, because another version of the program knows other keys or
    /// the database was changed by hand, each is tried in turn and only those that do not fit are left out.
    /// </summary>
    internal static (RuleBook Book, IReadOnlyList<UnfitRule> Unfit) Make(IReadOnlyList<LocalRow> approved)
    {
        var unfit = new List<UnfitRule>();
        var rows = new List<(LocalRow Stored, Rule Row)>();
        foreach (var stored in approved)
        {
            try
            {
                rows.Add((stored, stored.Rule));
            }
            catch (RuleBookException unreadable)
            {
                unfit.Add(new(stored.Draft, stored.Ref, unreadable.Faults));
            }
        }
        if (FaultsOf(RuleBook.National, rows.Select(x => x.Row)).Count == 0)
        {
            return (RuleBook.National.With(rows.Select(x => x.Row)), unfit);
        }
        var book = RuleBook.National;
        foreach (var (stored, row) in rows)
        {
            if (FaultsOf(book, [row]) is { Count: > 0 } faults)
            {
                unfit.Add(new(stored.Draft, stored.Ref, faults));
                continue;
            }
            book = book.With([row]);
        }
        return (book, unfit);
    }

    private static IReadOnlyList<RuleFault> FaultsOf(RuleBook book, IEnumerable<Rule> rows)
    {
        try
        {
            book.With(rows);
            return [];
        }
        catch (RuleBookException refused)
        {
            return refused.Faults;
        }
    }
}
