using Guanwei.Rules;
using Guanwei.Server.Agencies;

namespace Guanwei.Server.Tests.Given;

/// <summary>Agencies as clerks type them.</summary>
public static class Entry
{
    private const string Letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int serial;

    public static AgencyEntry Of(string? name, string? code = null) =>
        new(name, code, AgencyLevel.County, AgencyKind.Administrative, "420000", Vertical: false, MailDomain: null);

    /// <summary>The next credit code of an organ in Hubei with both check characters right (GB 32100-2015).</summary>
    public static string NewCode()
    {
        var organisation = $"MB{Interlocked.Increment(ref serial):000000}";
        var body = "11420000" + organisation + InnerCheck(organisation);
        return body + OuterCheck(body);
    }

    private static char InnerCheck(string organisation)
    {
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = organisation.Select((letter, i) => weights[i] * (char.IsDigit(letter) ? letter - '0' : letter - 'A' + 10)).Sum();
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    private static char OuterCheck(string body)
    {
        var (sum, weight) = (0, 1);
        foreach (var letter in body)
        {
            sum += weight * Letters.IndexOf(letter, StringComparison.Ordinal);
            weight = weight * 3 % 31;
        }
        return Letters[(31 - sum % 31) % 31];
    }
}
