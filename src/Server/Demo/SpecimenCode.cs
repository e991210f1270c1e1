namespace Guanwei.Server.Demo;

/// <summary>
/// Credit codes of invented agencies: right by both checks (GB 32100-2015, GB 11714), of organisations nobody has.
/// </summary>
public static class SpecimenCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] innerWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="holder">11 for organs, 12 for public institutions, 13 for mass organisations.</param>
    public static string Of(string holder, string region, int number)
    {
        var organisation = $"MBY{number:00000}";
        var body = holder + region + organisation + Inner(organisation);
        var sum = body.Select((letter, i) => weights[i] * Alphabet.IndexOf(letter, StringComparison.Ordinal)).Sum();
        return body + Alphabet[(31 - (sum % 31)) % 31];
    }

    private static char Inner(string organisation)
    {
        var sum = organisation.Select((letter, i) =>
            innerWeights[i] * (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10)).Sum();
        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
