using System.Globalization;

namespace Guanwei.Benchmarks;

/// <summary>What stands behind the word on the command line.</summary>
internal sealed class Options(string[] words)
{
    public string? Postgres => Text("--postgres");

    public int Accounts => Whole("--accounts", 10_000);

    public int Runs => Whole("--runs", 5);

    public int People => Whole("--people", 200);

    public TimeSpan Browsing => TimeSpan.FromSeconds(Whole("--seconds", 60));

    public int Entries => Whole("--entries", 1_000_000);

    public int Names => Whole("--names", 100_000);

    private string? Text(string name)
    {
        var at = Array.IndexOf(words, name);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }

    private int Whole(string name, int usual) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
