using System.Reflection;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests;

/// <summary>A method on a path, as the running program serves it; assets of the pages are left out.</summary>
public sealed record Route(string Method, RouteEndpoint Endpoint)
{
    // A page's endpoint takes POST too, but nothing answers there unless a verb is mapped onto the path.
    private bool IsPage => Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    public string Pattern => "/" + Endpoint.RoutePattern.RawText?.TrimStart('/');

    public bool IsSafe => Method == "GET";

    public bool IsPublic => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Right that the route asks of the role, where it does.</summary>
    public string? Right => Endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Right;

    public bool HasPolicy => Endpoint.Metadata.Any(x => x is IAuthorizeData or IAuthorizationRequirementData or AuthorizationPolicy);

    public string? TakesNoToken => Endpoint.Metadata.GetMetadata<WithoutFormToken>()?.Why;

    /// <summary>Each parameter with the word before it: "applications/id", "documents/document".</summary>
    public IReadOnlyList<string> Parameters => [.. Segments()
        .Where(segment => segment.Key is not null).Select(segment => segment.Key!)];

    public static IReadOnlyList<Route> Of(GuanweiHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(endpoint => Methods(endpoint).Select(method => new Route(method, endpoint)))
            .Where(route => route.IsSafe || !route.IsPage)];

    /// <summary>The path with its parameters filled in.</summary>
    public string Path(Func<string, string> value) =>
        "/" + string.Join('/', Segments().Select(segment => segment.Key is { } key ? Uri.EscapeDataString(value(key)) : segment.Word));

    /// <summary>What the route's form asks for, filled in so that it is read and the verb is reached.</summary>
    public HttpContent Form(string token)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var parameter in Endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
        {
            if (parameter.ParameterType == typeof(IFormFile))
            {
                form.Add(new ByteArrayContent([0xFF, 0xD8, 0xFF]), parameter.Name!, "扫描件.jpg");
            }
            else if (parameter.GetCustomAttributes().OfType<IFromFormMetadata>().FirstOrDefault() is { } field)
            {
                form.Add(new StringContent(Value(parameter.ParameterType, field.Name ?? parameter.Name!)), field.Name ?? parameter.Name!);
            }
        }
        return form;
    }

    public override string ToString() => $"{Method} {Pattern}";

    private static string Value(Type type, string name) => name switch
    {
        "kind" => "application-form",
        "choice" => "all",
        _ when type == typeof(OperationId) || type == typeof(OperationId?) => House.NewOperation().ToString(),
        _ when type == typeof(DateOnly?) || type == typeof(DateOnly) || name == "day" => "2026-11-23",
        _ when type == typeof(bool) => "true",
        _ => "1",
    };

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method is not ("HEAD" or "OPTIONS"))
            ?? ["GET", "POST"];

    private IEnumerable<(string Word, string? Key)> Segments()
    {
        var before = "";
        foreach (var segment in Endpoint.RoutePattern.PathSegments)
        {
            if (segment.Parts is [RoutePatternLiteralPart literal])
            {
                before = literal.Content;
                yield return (before, null);
            }
            else
            {
                var parameter = segment.Parts.OfType<RoutePatternParameterPart>().Single();
                yield return ("", $"{before}/{parameter.Name}".ToLowerInvariant());
            }
        }
    }
}
