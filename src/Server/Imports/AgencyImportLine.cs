using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Imports;

public enum LineState
{
    /// <summary>Nothing stands against it.</summary>
    Ready,

    Wrong,

    /// <summary>An agency with this credit code is there already; it is left as it is.</summary>
    Known,

    Entered,

    /// <summary>It was ready when checked, and refused when it was entered.</summary>
    Failed,
}

/// <summary>One line of an import: what stood there, what is wrong with it, and what became of it.</summary>
[InstallationWide("read only through its import, and an import only by its maker")]
public sealed class AgencyImportLine
{
    public required AgencyImportId ImportId { get; init; }

    /// <summary>As the spreadsheet numbers it.</summary>
    public required int Number { get; init; }

    /// <summary>The cells as typed, in the order of <see cref="ImportColumn"/>, as JSON.</summary>
    public required string Cells { get; init; }

    public required LineState State { get; set; }

    /// <summary>The reasons, as JSON.</summary>
    public string Reasons { get; set; } = "[]";

    /// <summary>Steps below a unit that is there already: parents are entered before their children.</summary>
    public required int Depth { get; init; }

    /// <summary>The unit above, when it is there already.</summary>
    public AgencyId? ParentId { get; init; }

    /// <summary>The unit above, when it is a line of the same file.</summary>
    public int? ParentLine { get; init; }

    /// <summary>What it became, or already was.</summary>
    public AgencyId? Agency { get; set; }

    public IReadOnlyList<string> ReadCells() => JsonSerializer.Deserialize<List<string>>(Cells)!;

    public IReadOnlyList<Reason> ReadReasons() => JsonSerializer.Deserialize<List<Reason>>(Reasons)!;

    public static void Map(ModelBuilder model) => model.Entity<AgencyImportLine>(line =>
    {
        line.ToTable("agency_import_lines");
        line.HasKey(x => new { x.ImportId, x.Number });
        line.HasIndex(x => new { x.ImportId, x.State, x.Depth, x.Number });
        line.HasOne<AgencyImport>().WithMany().HasForeignKey(x => x.ImportId);
    });
}
