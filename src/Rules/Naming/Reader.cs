using System.Runtime.InteropServices;

namespace Guanwei.Rules.Naming;

/// <summary>
/// Cuts a text into parts: of all ways, the one that leaves the fewest characters over, with the fewest and most
/// likely parts (dynamic programming from the end; a name has at most <see cref="Longest"/> characters).
/// </summary>
internal static class Reader
{
    /// <summary>Characters that are read; what comes after them makes a name too long anyway.</summary>
    public const int Longest = 64;

    private const int CharacterLeftOver = 1000;
    private const int Part = 60;

    /// <summary>The parts from left to right; what nothing is known about comes as one part of the rest.</summary>
    /// <param name="text">The text, clean.</param>
    /// <param name="partsAt">All parts that may begin at a place.</param>
    public static List<Token> Read(string text, Action<int, List<Token>> partsAt)
    {
        var length = Math.Min(text.Length, Longest);
        Span<int> cost = stackalloc int[Longest + 1];
        var chosen = new Token?[length];
        var found = new List<Token>();
        for (var start = length - 1; start >= 0; start--)
        {
            (cost[start], chosen[start]) = (cost[start + 1] + CharacterLeftOver, null);
            found.Clear();
            partsAt(start, found);
            foreach (var part in CollectionsMarshal.AsSpan(found))
            {
                var sum = part.End > length ? int.MaxValue : cost[part.End] + Part + part.Cost;
                if (sum < cost[start] || (sum == cost[start] && IsLonger(part, chosen[start])))
                {
                    (cost[start], chosen[start]) = (sum, part);
                }
            }
        }

        return Parts(chosen);
    }

    /// <summary>Of two equally likely parts the longer; of equal length the one with the longer word before 局.</summary>
    private static bool IsLonger(Token part, Token? other) =>
        other is null || (part.Length, part.WordEnd).CompareTo((other.Length, other.WordEnd)) > 0;

    private static List<Token> Parts(Token?[] chosen)
    {
        var parts = new List<Token>();
        var at = 0;
        while (at < chosen.Length)
        {
            var part = chosen[at];
            if (part is null)
            {
                var end = at + 1;
                while (end < chosen.Length && chosen[end] is null)
                {
                    end++;
                }

                part = new Token(NamePartKind.Rest, at, end - at);
            }

            parts.Add(part);
            at = part.End;
        }

        return parts;
    }
}
