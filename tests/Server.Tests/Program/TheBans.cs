using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests;

/// <summary>
/// What could read or write across agencies unseen does not compile. A line that names nothing bans nothing, and says
/// so nowhere: so each is compared with the framework's own methods.
/// </summary>
public sealed class TheBans
{
    private static readonly string[] lines = File.ReadAllLines(System.IO.Path.Combine(TheHouse.Root, "BannedSymbols.txt"));

    [Theory]
    [InlineData(typeof(EntityFrameworkQueryableExtensions), nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters))]
    [InlineData(typeof(RelationalQueryableExtensions), nameof(RelationalQueryableExtensions.FromSql))]
    [InlineData(typeof(RelationalQueryableExtensions), nameof(RelationalQueryableExtensions.FromSqlRaw))]
    [InlineData(typeof(RelationalQueryableExtensions), nameof(RelationalQueryableExtensions.FromSqlInterpolated))]
    public void Take_in_every_overload(Type type, string name)
    {
        var overloads = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == name)
            .Select(method => (method.GetGenericArguments().Length, method.GetParameters().Length)).Order();
        var banned = lines.Where(line => line.StartsWith($"M:{type.FullName}.{name}`", StringComparison.Ordinal))
            .Select(line => (1, ParametersIn(line))).Order();

        Assert.Equal(overloads, banned);
    }

    [Fact]
    public void Take_in_raw_commands_and_connections()
    {
        Assert.Contains(lines, line => line.StartsWith($"T:{typeof(RelationalDatabaseFacadeExtensions).FullName};", StringComparison.Ordinal));
        var commands = typeof(RelationalDatabaseFacadeExtensions).GetMethods().Select(method => method.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "ExecuteSql", "ExecuteSqlRaw", "SqlQuery", "SqlQueryRaw", "GetDbConnection" }, commands);
    }

    [Fact]
    public void Are_given_to_the_compiler_for_every_project()
    {
        var projects = Directory.GetFiles(System.IO.Path.Combine(TheHouse.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Matches("<AdditionalFiles Include=\"[^\"]*BannedSymbols\\.txt", File.ReadAllText(project)));
    }

    /// <summary>Commas outside of braces: M:T.Name``1(A,B{C,D}) has two.</summary>
    private static int ParametersIn(string line)
    {
        var list = line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(");", StringComparison.Ordinal)];
        var (count, depth) = (1, 0);
        foreach (var letter in list)
        {
            depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
            count += letter == ',' && depth == 0 ? 1 : 0;
        }
        return count;
    }
}
