using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>What a verification asked for on the page has found.</summary>
[InstallationWide("it speaks of the one chain of the installation")]
public sealed class AuditCheck
{
    /// <summary>Of the job that verified.</summary>
    public required JobId Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Entries { get; init; }

    public required long Faults { get; init; }

    /// <summary>The first hundred, as JSON.</summary>
    public required string Findings { get; init; }

    public IReadOnlyList<AuditFinding> Found => JsonSerializer.Deserialize<List<AuditFinding>>(Findings, AnswerJson.Options) ?? [];

    public static void Map(ModelBuilder model) => model.Entity<AuditCheck>(check =>
    {
        check.ToTable("audit_checks");
        check.HasKey(x => x.Id);
        check.HasIndex(x => x.At);
        check.Ignore(x => x.Found);
    });
}
