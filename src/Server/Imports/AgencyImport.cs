using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Imports;

public enum ImportState
{
    /// <summary>Read and checked; nothing of it stands in the tree yet.</summary>
    Checked,

    Running,

    Done,
}

/// <summary>A list of agencies that somebody uploaded (单位批量导入): checked first, imported when they say so.</summary>
[InstallationWide("an import is the work of one person, who may act for the installation; it is only ever asked for by its maker")]
public sealed class AgencyImport : Aggregate
{
    public required AgencyImportId Id { get; init; }

    /// <summary>In which appointment it was made, and in whose scope its lines are entered.</summary>
    public required AppointmentId Appointment { get; init; }

    /// <summary>As the sender named it; shown escaped.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public ImportState State { get; set; }

    public JobId? Job { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<AgencyImport>(import =>
        {
            import.ToTable("agency_imports");
            import.HasKey(x => x.Id);
            import.HasIndex(x => new { x.Appointment, x.Sha256 });
        });
        AgencyImportLine.Map(model);
    }
}
