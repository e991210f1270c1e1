using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Workflows;

/// <summary>One move of an object through its workflow, as its timeline shows it.</summary>
public sealed class WorkflowStep : IAssignable
{
    public required OperationId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string ObjectKind { get; init; }

    public required Guid ObjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Verb { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public PersonId? Person { get; init; }

    /// <summary>Name and role as they were shown on that day.</summary>
    public required string ActorName { get; init; }

    public string? Role { get; init; }

    /// <summary>Codes of what was wrong (a return, a rejection), separated by spaces.</summary>
    public string Codes { get; init; } = "";

    /// <summary>What the person wrote.</summary>
    public string Words { get; init; } = "";

    /// <summary>False for what is only said of the object, such as a deadline that was counted again.</summary>
    public bool Moves => From != To;

    public static void Map(ModelBuilder model) => model.Entity<WorkflowStep>(step =>
    {
        step.ToTable("workflow_steps");
        step.HasKey(x => x.Id);
        // By the id alone: it is one in the installation, and pages ask for the rows of one object.
        step.HasIndex(x => new { x.ObjectId, x.At });
        step.HasIndex(x => x.Person);
    });
}
