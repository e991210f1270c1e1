namespace Guanwei.Rules;

/// <summary>The data files that ship inside the assembly.</summary>
internal static class Embedded
{
    public static IEnumerable<(string Name, string Text)> Files(string folder) =>
        typeof(Embedded).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Text(name)));

    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
