using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Actions;

/// <summary>An operation that was done, with its answer: the second click gets the first's answer.</summary>
[InstallationWide("looked up by its actor's own key before any scope is known")]
public sealed class Operation
{
    public required string Actor { get; init; }

    public required OperationId Id { get; init; }

    public required string Verb { get; init; }

    public required string Answer { get; set; }

    public required DateTimeOffset DoneAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<Operation>(operation =>
    {
        operation.HasKey(x => new { x.Actor, x.Id });
        operation.HasIndex(x => x.DoneAt);
    });
}
