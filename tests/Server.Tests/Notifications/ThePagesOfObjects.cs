using System.Reflection;
using Guanwei.Server.Ids;
using Guanwei.Server.Notifications;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>
/// A notice leads somewhere: the kinds and prefixes are written out in a slice that comes before those it names.
/// </summary>
public sealed class ThePagesOfObjects(ProductionHost production) : IClassFixture<ProductionHost>
{
    private static readonly Assembly server = typeof(PlatformDb).Assembly;

    /// <summary>Each kind of id of the program, by its prefix.</summary>
    private static readonly Dictionary<string, Type> ids = server.GetTypes()
        .Where(type => type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEntityId<>)))
        .ToDictionary(type => (string)type.GetProperty("Prefix", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);

    public static TheoryData<string> Kinds => [.. ObjectPages.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Are_there_for_every_kind_under_its_own_id(string kind)
    {
        var path = ObjectPages.PathOf(kind, Guid.CreateVersion7().ToString());

        var patterns = Route.Of(production.Host).Where(route => route.IsSafe && !route.Pattern.Contains('*')).Select(route => route.Pattern);
        Assert.Contains(patterns, pattern => new TemplateMatcher(new RouteTemplate(RoutePatternFactory.Parse(pattern)), [])
            .TryMatch(new PathString(path), []));
        Assert.NotEqual(Server.Ui.Paths.Notifications, path);
        if (path.Split('/')[^1].Split('_') is [var prefix, { Length: > 20 }])
        {
            Assert.Equal(Pascal(kind) + "Id", ids[prefix].Name);
        }
    }

    /// <summary>However an object's id comes to hand, bare or as text, the audit names it by its own prefix.</summary>
    [Fact]
    public void Are_of_objects_that_have_one_text_form()
    {
        foreach (var kind in Named().Append("agency"))
        {
            var prefix = ids.Single(id => id.Value.Name == Pascal(kind) + "Id").Key;
            Assert.StartsWith(prefix + "_", ObjectIds.Text(kind, Guid.CreateVersion7()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Are_known_for_whatever_names_itself_a_kind()
    {
        Assert.Equal(["account", "agency-request", "api-client", "application", "local-rule"], Named().Order(StringComparer.Ordinal));
        Assert.Empty(Named().Except(ObjectPages.Kinds));
    }

    private static IEnumerable<string> Named() => server.GetTypes()
        .Select(type => type.GetField("Kind", BindingFlags.Public | BindingFlags.Static)).OfType<FieldInfo>()
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .Select(field => (string)field.GetRawConstantValue()!);

    private static string Pascal(string kind) =>
        string.Concat(kind.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
