namespace Guanwei.Rules.Naming;

/// <summary>Finds all parts that a name may have for an applicant, and reads it.</summary>
internal sealed class NameReader(NameLexicon lexicon, Applicant applicant, Inquiry inquiry)
{
    /// <summary>
    /// The name's parts. Where one's own region is named, the short names of others are not looked for: they are
    /// everyday words as often as not.
    /// </summary>
    public List<Token> Read(string name)
    {
        var parts = Reader.Read(name, (start, found) => PartsAt(name, start, found, withForeignShort: false));
        return HasOwnRegion(parts)
            ? parts
            : InContext(name, Reader.Read(name, (start, found) => PartsAt(name, start, found, withForeignShort: true)));
    }

    public static bool HasOwnRegion(IEnumerable<Token> parts) => parts.Any(part =>
        part is { Kind: NamePartKind.Region, Standing: Standing.Own } or { Kind: NamePartKind.OwnName, HasRegion: true });

    private void PartsAt(string name, int start, List<Token> found, bool withForeignShort)
    {
        Regions(name, start, found, withForeignShort);
        foreach (var own in applicant.Own)
        {
            if (own.IsPart && name.AsSpan(start).StartsWith(own.Text, StringComparison.Ordinal))
            {
                found.Add(new Token(NamePartKind.OwnName, start, own.Text.Length, Standing.Own)
                {
                    HasRegion = own.HasRegion && applicant.Regions.IsNeeded, Cost = -20,
                });
            }
        }

        for (var length = applicant.AbbreviationAt(name, start); length > 1; length--)
        {
            found.Add(new Token(NamePartKind.Department, start, length, Standing.Own) { Cost = 35 });
        }

        Words(name, start, found);
    }

    private void Regions(string name, int start, List<Token> found, bool withForeignShort)
    {
        foreach (var word in RegionLexicon.National.At(name, start))
        {
            var length = word.End - start;
            var standing = applicant.Regions.StandingOf(RegionLexicon.National.Meanings(word.Word), out var code);
            if ((standing != Standing.ForeignShort || withForeignShort)
                && (length > 1 || (start == 0 && standing == Standing.Own)))
            {
                found.Add(new Token(NamePartKind.Region, start, length, standing)
                {
                    Region = code,
                    Cost = standing switch
                    {
                        Standing.Own => 0,
                        Standing.Above => 1,
                        Standing.Foreign => 10,
                        _ => 20,
                    },
                });
            }
        }

        foreach (var region in applicant.Regions.Unlisted)
        {
            foreach (var text in new[] { region.Full, region.Short })
            {
                if (name.AsSpan(start).StartsWith(text, StringComparison.Ordinal))
                {
                    found.Add(new Token(NamePartKind.Region, start, text.Length, Standing.Own) { Region = region.Id });
                }
            }
        }
    }

    private void Words(string name, int start, List<Token> found)
    {
        foreach (var word in lexicon.At(name, start))
        {
            foreach (var meaning in lexicon.Meanings(word.Word))
            {
                var token = Meant(meaning, start, word.End - start);
                if (IsPossible(name, token))
                {
                    found.Add(token);
                    found.AddRange(Applicant.WithOffice(lexicon, name, token));
                }
            }
        }
    }

    private Token Meant(WordMeaning meaning, int start, int length)
    {
        var standing = meaning.Kind == NamePartKind.Department ? applicant.StandingOf(meaning.Systems) : Standing.None;
        return new Token(meaning.Kind, start, length, standing)
        {
            Systems = meaning.Systems,
            IsTheme = meaning.IsTheme,
            Claims = meaning.Claims,
            Leader = meaning.Leader,
            Cost = (meaning.Kind, standing) switch
            {
                (NamePartKind.Department, Standing.Own) => 0,
                (NamePartKind.Department, Standing.Below) => 2,
                (NamePartKind.Government, _) => 3,
                (NamePartKind.Nature, _) => 4,
                (NamePartKind.Title, _) => 6,
                _ => meaning.IsTheme ? 15 : 12,
            },
        };
    }

    /// <summary>网, 云 and 通 stand at the end; 区长 is no title in 社区长者.</summary>
    private bool IsPossible(string name, Token token) => token.Kind switch
    {
        NamePartKind.Nature => token.Length > 1 || (token.End == name.Length && token.Start > 0),
        NamePartKind.Title => token.End >= name.Length
            || !inquiry.Ask("name.title-followers").Set.Contains(name[token.End].ToString()),
        _ => true,
    };

    /// <summary>
    /// A foreign region whose short name is also an everyday word is meant only where a department or a nature stands
    /// after it, or where it ends the name after a department; otherwise it is a slogan.
    /// </summary>
    private List<Token> InContext(string name, List<Token> parts)
    {
        var everyday = inquiry.Ask("name.regions.everyday").Set;
        var read = new List<Token>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var isEveryday = everyday.Contains(name.Substring(part.Start, part.Length));
            var next = i + 1 < parts.Count ? parts[i + 1].Kind : NamePartKind.Rest;
            var isBeforeOne = next is NamePartKind.Department or NamePartKind.OwnName or NamePartKind.Nature
                or NamePartKind.Government;
            var isMeant = isBeforeOne || (part.End == name.Length && i > 0
                && parts[i - 1].Kind is NamePartKind.Department or NamePartKind.OwnName);
            read.Add(part switch
            {
                { Kind: NamePartKind.Region, Standing: Standing.ForeignShort } when isEveryday && !isMeant =>
                    new Token(NamePartKind.Rest, part.Start, part.Length),
                { Kind: NamePartKind.Department, IsTheme: true } when isEveryday && isBeforeOne
                    && RegionAt(name, part) is { } region => region,
                _ => part,
            });
        }

        return Joined(read);
    }

    private Token? RegionAt(string name, Token part)
    {
        var found = new List<Token>();
        Regions(name, part.Start, found, withForeignShort: true);
        return found.Find(region => region.Length == part.Length);
    }

    private static List<Token> Joined(List<Token> parts)
    {
        var joined = new List<Token>();
        foreach (var part in parts)
        {
            if (part.Kind == NamePartKind.Rest && joined.Count > 0 && joined[^1].Kind == NamePartKind.Rest)
            {
                joined[^1] = new Token(NamePartKind.Rest, joined[^1].Start, part.End - joined[^1].Start);
            }
            else
            {
                joined.Add(part);
            }
        }

        return joined;
    }
}
