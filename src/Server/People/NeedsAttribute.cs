using Guanwei.Server.Actions;
using Microsoft.AspNetCore.Authorization;

namespace Guanwei.Server.People;

/// <summary>The right that a page or a route asks of the actor's role: <c>[Needs("page.people")]</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string right) : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Right { get; } = right;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

public static class Needing
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, string right) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeedsAttribute(right));
}

/// <summary>Asks the role table about the actor of the request.</summary>
internal sealed class NeedsHandler(RoleTable roles) : AuthorizationHandler<NeedsAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (context.Resource is HttpContext http && http.Actor() is { } actor
            && (actor.Kind is ActorKind.System || roles.Allows(actor.Role, requirement.Right)))
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Whoever acts does so in an appointment: asked wherever nothing else is said.</summary>
internal sealed record Settled : IAuthorizationRequirement;

internal sealed class SettledHandler : AuthorizationHandler<Settled>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Settled requirement)
    {
        if (context.Resource is HttpContext http && http.Actor() is not null)
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}
