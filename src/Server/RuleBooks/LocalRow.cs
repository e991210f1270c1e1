using Guanwei.Rules;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>An approved local rule as it stands in the book. Never changed, never removed: a decision of any day can be made again.</summary>
[InstallationWide("what stands in the book holds for whomever it covers, and everybody reads it")]
public sealed class LocalRow
{
    /// <summary>
    /// Which approval of the installation it was, from 1: of two at once the second finds its number taken, and is checked again
    /// against a book that has the first.
    /// </summary>
    public required int Number { get; init; }

    /// <summary>What was entered and approved.</summary>
    public required LocalRuleId Draft { get; init; }

    public required string RuleId { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>The row in canonical JSON.</summary>
    public required string Row { get; init; }

    /// <exception cref="RuleBookException">The stored text is no rule of this program.</exception>
    public Rule Rule => RuleJson.ReadRow(Ref.ToString(), Row);

    public RuleRef Ref => new(RuleId, RuleVersion);

    internal static void Map(ModelBuilder model) => model.Entity<LocalRow>(row =>
    {
        row.ToTable("local_rows");
        row.HasKey(x => x.Number);
        row.Property(x => x.Number).ValueGeneratedNever();
        row.HasIndex(x => x.Draft).IsUnique();
        row.Ignore(x => x.Rule);
        row.Ignore(x => x.Ref);
    });
}
