using System.Globalization;

namespace Guanwei.Rules;

/// <summary>Days as <c>yyyy-MM-dd</c>, whatever calendar the process's culture uses.</summary>
internal static class IsoDay
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out DateOnly day) => TryRead(text, Format, out day);

    public static bool TryRead(string text, string format, out DateOnly day) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
