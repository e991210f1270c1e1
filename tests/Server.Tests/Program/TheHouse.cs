using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests;

/// <summary>What keeps the house as docs/architecture.md draws it.</summary>
public sealed partial class TheHouse
{
    internal static readonly string Root = FindRoot();

    [Fact]
    public void Has_these_project_arrows_and_no_others()
    {
        var arrows = Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(project => XDocument.Load(project).Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(reference => $"{Path.GetFileNameWithoutExtension(project)} → "
                    + Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)))
            .Order(StringComparer.Ordinal);

        Assert.Equal(["Rules → Han", "Server → Rules", "Server → Vision"], arrows);
    }

    [Fact]
    public void Every_table_belongs_to_one_agency_or_says_why_to_the_installation()
    {
        using var db = new SqlitePlatformDb(
            new DbContextOptionsBuilder<SqlitePlatformDb>().UseSqlite("Data Source=:memory:").Options, DataScope.Nothing);

        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            var scoped = typeof(IOfAgency).IsAssignableFrom(entity.ClrType);
            var wide = entity.ClrType.GetCustomAttributes(typeof(InstallationWideAttribute), inherit: false);
            var foreign = entity.ClrType.Assembly != typeof(PlatformDb).Assembly;
            Assert.True(scoped || wide.Length == 1 || foreign, $"{entity.ClrType.Name} is neither IOfAgency nor [InstallationWide(\"why\")].");
            Assert.False(scoped && wide.Length == 1, $"{entity.ClrType.Name} says both.");
            if (scoped)
            {
                Assert.NotNull(entity.FindDeclaredQueryFilter("scope"));
            }
        }
    }

    [Fact]
    public void Only_the_files_that_the_architecture_names_put_a_ban_aside()
    {
        var named = BanList().Matches(Read("docs/architecture.md").Split("## Bans put aside")[1])
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        var found = Sources().Where(file => Path.GetFileName(file) != "TheHouse.cs")
            .Where(file => File.ReadAllText(file).Contains("#pragma warning disable RS0030", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

        Assert.Equal(found, named);
    }

    [Fact]
    public void Every_file_and_link_named_in_the_documents_exists()
    {
        var missing = new List<string>();
        foreach (var page in Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "README.md")).Append(Path.Combine(Root, "README.zh-CN.md")).Where(File.Exists))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)))
                {
                    missing.Add($"{Path.GetRelativePath(Root, page)} → {target}");
                }
            }
        }
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public void The_migrations_bring_a_database_to_the_model(DatabaseKind kind)
    {
        using PlatformDb db = kind is DatabaseKind.Sqlite
            ? new SqlitePlatformDb(new DbContextOptionsBuilder<SqlitePlatformDb>().UseSqlite("Data Source=:memory:").Options, DataScope.Nothing)
            : new PostgresPlatformDb(new DbContextOptionsBuilder<PostgresPlatformDb>().UseNpgsql("Host=none").Options, DataScope.Nothing);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_grain_and_its_methods_have_an_alias()
    {
        var grains = typeof(PlatformDb).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).ToList();

        Assert.NotEmpty(grains);
        Assert.All(grains, grain =>
        {
            Assert.True(grain.IsDefined(typeof(AliasAttribute), false), $"{grain.Name} has no alias.");
            Assert.All(grain.GetMethods(), method => Assert.True(method.IsDefined(typeof(AliasAttribute), false), $"{grain.Name}.{method.Name}"));
        });
    }

    [Fact]
    public void No_file_speaks_of_the_machine_it_was_written_on()
    {
        var tells = new[] { "/work/", "shared/design", "/Root/" };
        var found = Sources().Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "TheHouse.cs")
            .Where(file => tells.Any(tell => File.ReadAllText(file).Contains(tell, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(found);
    }

    [Fact]
    public void Whatever_a_page_asks_by_itself_says_so_and_keeps_no_session_alive()
    {
        var asks = Sources().SelectMany(file => Polling().Matches(File.ReadAllText(file))).Select(element => element.Value).ToList();

        Assert.NotEmpty(asks);
        Assert.All(asks, element => Assert.Contains("hx-headers=\"@AskedByThePage.Said\"", element, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(file => !OutOfTree().IsMatch(file));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
        return folder.FullName;
    }

    [GeneratedRegex("<[^<>]*hx-trigger=\"every[^<>]*>")]
    private static partial Regex Polling();

    [GeneratedRegex(@"^\* `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex BanList();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex OutOfTree();
}
