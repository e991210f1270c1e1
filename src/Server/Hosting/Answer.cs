using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guanwei.Server.Hosting;

/// <summary>What a word says at its end: sentences for people, or with --json one object for programs.</summary>
public sealed record Answer(ExitCode Code, IReadOnlyList<string> Sentences, object? Facts = null)
{
    // Han text stays readable; the output goes to a console or a file, never into a page.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Answer Ok(string sentence, object? facts = null) => new(ExitCode.Ok, [sentence], facts);

    public static Answer Refused(IReadOnlyList<string> reasons, object? facts = null) =>
        new(ExitCode.Refused, reasons, facts);

    public static Answer Usage(IReadOnlyList<string> errors) => new(ExitCode.Usage, errors);

    public static Answer Broken(string sentence) => new(ExitCode.Broken, [sentence]);

    public int Print(bool json, TextWriter output, TextWriter error)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(
                new { Ok = Code == ExitCode.Ok, Code = (int)Code, Sentences, Facts }, Readable));
        else
            foreach (var sentence in Sentences)
                (Code == ExitCode.Ok ? output : error).WriteLine(sentence);
        return (int)Code;
    }
}
