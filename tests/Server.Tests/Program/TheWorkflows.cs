using System.Reflection;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Tests;

/// <summary>Every workflow table of the program, found by its type.</summary>
public sealed class TheWorkflows
{
    private const BindingFlags Shared = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static IReadOnlyList<(string Owner, object Table)> Tables { get; } =
    [
        .. from type in typeof(PlatformDb).Assembly.GetTypes()
           where !type.ContainsGenericParameters
           from field in type.GetFields(Shared)
           where field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Workflow<,>)
           orderby type.Name
           select (type.Name, field.GetValue(null)!),
    ];

    [Fact]
    public void Stand_in_the_documentation_as_they_are()
    {
        var page = File.ReadAllText(Path.Combine(TheHouse.Root, "docs", "workflows.md")).ReplaceLineEndings("\n");

        Assert.Equal([nameof(AgencyRequest), nameof(LocalRule), nameof(OpeningWorkflow)], Tables.Select(x => x.Owner));
        Assert.All(Tables, x => Assert.Contains(
            ((string)((dynamic)x.Table).Print()).ReplaceLineEndings("\n"), page, StringComparison.Ordinal));
        Assert.Equal(Tables.Count, page.Split("| state | verb |").Length - 1);
    }

    [Fact]
    public void Name_only_roles_that_have_the_right_to_the_verb()
    {
        var roles = RoleTable.Load();
        var lines = OpeningWorkflow.Table.Lines.Select(line => (line.Verb, line.Roles))
            .Concat(AgencyRequest.Table.Lines.Select(line => (line.Verb, line.Roles)))
            .Concat(LocalRule.Table.Lines.Select(line => (line.Verb, line.Roles)));

        Assert.All(lines, line => Assert.All(
            line.Roles, role => Assert.True(roles.Allows(role, line.Verb), $"{role} may not {line.Verb}")));
    }
}
