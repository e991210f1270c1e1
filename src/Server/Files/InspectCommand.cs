using Guanwei.Vision;

namespace Guanwei.Server.Files;

/// <summary>The child's side: opens one foreign file and prints one line of JSON. Runs without database, keys or
/// settings; whatever kills it is a refusal for the parent.</summary>
public static class InspectCommand
{
    /// <summary>As a path: read the content from standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Where the parent leaves the name as the sender gave it.</summary>
    public const string NameVariable = "GUANWEI_DECLARED_NAME";

    /// <returns>0, or 1 when a finding blocks the file.</returns>
    public static int Run(string path, string? declaredName, TextWriter output)
    {
        var name = declaredName ?? Environment.GetEnvironmentVariable(NameVariable);
        var verdict = path == StandardInput
            ? WithInput(input => Inspection.Of(input, name))
            : Inspection.OfFile(path, name);
        output.WriteLine(verdict.ToJson());
        return verdict.Blocked ? 1 : 0;
    }

    /// <summary>`--table`: the rows of a spreadsheet or csv file.</summary>
    /// <returns>0, or 1 when a finding blocks the table.</returns>
    public static int RunTable(string path, TextWriter output)
    {
        var reading = path == StandardInput
            ? WithInput(input => TableReading.Of(input))
            : TableReading.OfFile(path);
        output.WriteLine(reading.ToJson());
        return reading.Blocked ? 1 : 0;
    }

    private static T WithInput<T>(Func<Stream, T> read)
    {
        using var input = Console.OpenStandardInput();
        return read(input);
    }
}
