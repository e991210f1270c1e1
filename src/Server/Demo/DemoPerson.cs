using PeopleTexts = Guanwei.Server.People.Texts;

namespace Guanwei.Server.Demo;

/// <summary>Somebody of the demo whom everybody may be: on the console and on the demo's own sign-in page.</summary>
public sealed record DemoPerson(string Role, string Name, string Office, string Email, string Password)
{
    public static void Print(IReadOnlyList<DemoPerson> people, TextWriter output)
    {
        string[][] rows =
        [
            [Texts.Say("Role"), Texts.Say("Name"), Texts.Say("Email"), Texts.Say("Password")],
            .. people.Select(person =>
                new[] { PeopleTexts.Role(person.Role), person.Name, person.Email, person.Password }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => Width(row[column]))).ToArray();
        output.WriteLine(Texts.Say("Console.SignIns"));
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => cell + Blank(widths[column] - Width(cell)));
            output.WriteLine("  " + string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Columns on a console: a Han character takes two.</summary>
    private static int Width(string text) => text.Sum(letter => letter >= 0x1100 ? 2 : 1);

    private static string Blank(int count) => new(' ', count);
}
