using System.Collections.Immutable;

namespace Guanwei.Rules.Naming;

/// <summary>A name that is the agency's own.</summary>
/// <param name="Text">The name, clean.</param>
/// <param name="HasRegion">It names the agency's own region, or needs none.</param>
/// <param name="IsPart">It may be read as a part of a name; without this it only excuses watched words.</param>
internal sealed record OwnName(string Text, bool HasRegion, bool IsPart);

/// <summary>One piece of an agency's full name, and how else it may be written.</summary>
/// <param name="Forms">As it stands first, then the short forms.</param>
/// <param name="Region">For a region: how it stands to the agency.</param>
/// <param name="MayBegin">An own name may begin here.</param>
/// <param name="IsSuperior">The organ in front, which stands only in a name that is written in full.</param>
internal sealed record NamePiece(
    ImmutableArray<string> Forms, Standing? Region, bool MayBegin, bool IsSuperior = false);

/// <summary>
/// Which names are an agency's own: its full name, also without the organs and regions in front, its registered short
/// names, each with the departments written short (国家医疗保障局: 国家医保局).
/// </summary>
internal static class OwnNames
{
    private const int Most = 96;

    /// <summary>All of them, longest first.</summary>
    /// <param name="pieces">The full name, cut into pieces.</param>
    /// <param name="shortNames">Registered short names, clean.</param>
    /// <param name="regionNeeded">False for central organs, whose names need no region.</param>
    public static ImmutableArray<OwnName> Of(
        IReadOnlyList<NamePiece> pieces, IEnumerable<string> shortNames, bool regionNeeded)
    {
        var names = new Dictionary<string, OwnName>(StringComparer.Ordinal);
        foreach (var name in shortNames.Where(name => name.Length > 1))
        {
            names[name] = new OwnName(name, HasRegion: true, IsPart: true);
        }

        for (var start = 0; start < pieces.Count; start++)
        {
            if (start == 0 || pieces[start].MayBegin)
            {
                Add(names, [.. pieces.Skip(start)], regionNeeded);
            }
        }

        return
        [
            .. names.Values.OrderByDescending(name => name.Text.Length)
                .ThenBy(name => name.Text, StringComparer.Ordinal),
        ];
    }

    private static void Add(Dictionary<string, OwnName> names, NamePiece[] pieces, bool regionNeeded)
    {
        if (pieces.All(piece => piece.Region is not null))
        {
            return;
        }

        var hasRegion = !regionNeeded || pieces.Any(piece => piece.Region == Standing.Own);
        var isPart = pieces.All(piece => piece.Region is null or Standing.Own or Standing.Above);
        var forms = new List<string> { "" };
        foreach (var piece in pieces)
        {
            var ways = pieces[0].IsSuperior ? piece.Forms[..1] : piece.Forms;
            forms = [.. forms.SelectMany(head => ways.Select(form => head + form)).Distinct().Take(Most)];
        }

        foreach (var form in forms.Where(form => form.Length > 1))
        {
            names.TryAdd(form, new OwnName(form, hasRegion, isPart));
        }
    }
}
