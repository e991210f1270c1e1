using System.Text;

namespace Guanwei.Server.Hosting;

/// <summary>A passphrase from an environment variable, for scripts, or typed by a person and not shown.</summary>
public static class Passphrase
{
    /// <summary>Of an exported key: long enough that a thief of the file does not guess it.</summary>
    public const int Shortest = 12;

    /// <summary>
    /// For the file that `keys export` writes and `restore` reads; the server's own key file has another.
    /// </summary>
    public const string ExportVariable = "GUANWEI_EXPORT_PASSPHRASE";

    /// <summary>For the new master key that `keys renew` puts under another passphrase.</summary>
    public const string NewVariable = "GUANWEI_NEW_PASSPHRASE";

    public static string? Of(string variable, string prompt) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? given
        : Console.IsInputRedirected ? null
        : Typed(prompt);

    /// <summary>A new one, typed twice.</summary>
    /// <param name="prompt">Key of the sentence that asks for it.</param>
    public static string New(string variable, string prompt = "Passphrase.New")
    {
        var first = Of(variable, Texts.Say(prompt))
            ?? throw new HaltException(ExitCode.Refused, Texts.Say("Passphrase.Needed", variable));
        if (first.Length < Shortest)
            throw new HaltException(ExitCode.Refused, Texts.Say("Passphrase.TooShort", Shortest));
        return Of(variable, Texts.Say("Passphrase.Again")) == first
            ? first
            : throw new HaltException(ExitCode.Refused, Texts.Say("Passphrase.Differ"));
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
