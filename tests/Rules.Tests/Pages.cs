namespace Guanwei.Rules.Tests;

/// <summary>A GitHub table under a comment such as <c>&lt;!-- cases: naming --&gt;</c> in docs/rules.</summary>
internal sealed record DocumentedTable(string Kind, string Name, IReadOnlyList<DocumentedRow> Rows);

/// <summary>One row; an absent column is a mistake in the page.</summary>
internal sealed record DocumentedRow(string Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];
}

internal static class Pages
{
    public static readonly string Folder = Path.Combine(Root(), "docs", "rules");

    public static IReadOnlyList<DocumentedTable> Tables { get; } =
        [.. Directory.GetFiles(Folder, "*.md").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<DocumentedTable> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("<!-- ", StringComparison.Ordinal))
            {
                var parts = lines[i]["<!-- ".Length..^" -->".Length].Split(": ");
                var columns = Cells(lines[i + 1]);
                var rows = lines.Skip(i + 3).TakeWhile(l => l.StartsWith('|')).Select(l => Row(columns, l));
                yield return new DocumentedTable(parts[0], parts.ElementAtOrDefault(1) ?? "", [.. rows]);
            }
        }
    }

    private static DocumentedRow Row(string[] columns, string line)
    {
        var cells = Cells(line);
        Assert.True(cells.Length == columns.Length, $"{columns.Length} columns, but: {line}");
        return new DocumentedRow(line, columns.Zip(cells).ToDictionary(c => c.First, c => c.Second));
    }

    private static string[] Cells(string line) => [.. line[1..line.LastIndexOf('|')].Split('|').Select(c => c.Trim())];

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository");
        }

        return folder.FullName;
    }
}
