namespace Guanwei.Rules.Documents;

/// <summary>Are the documents complete, and is each file acceptable?</summary>
public static class DocumentCheck
{
    private const string Step = "documents";

    /// <summary>Checks one file, for the moment of its upload.</summary>
    /// <param name="document">The file.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision CheckFile(DocumentFacts document, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        File(inquiry, document);
        return inquiry.Decide(document);
    }

    /// <summary>Checks all files of an application and whether one is missing.</summary>
    /// <param name="documents">The files.</param>
    /// <param name="isBranch">Whether the agency is a branch of another body, which it must prove.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(
        IReadOnlyList<DocumentFacts> documents,
        bool isBranch,
        Scope scope,
        RuleBook book,
        DateOnly day,
        Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        Into(inquiry, documents, isBranch);
        return inquiry.Decide(new { documents, isBranch, scope });
    }

    internal static void Into(Inquiry inquiry, IReadOnlyList<DocumentFacts> documents, bool isBranch)
    {
        var given = documents.Select(d => d.Kind).ToList();
        foreach (var answer in RequiredDocuments.Of(inquiry, isBranch).Append(inquiry.Ask("documents.advised")))
        {
            var requirements = RequiredDocuments.In(inquiry, answer).ToList();
            foreach (var replaced in requirements.Where(r => r.IsReplacedBy(given)))
            {
                inquiry.Raise(inquiry.Ask("documents.e-certificate-replaces"), Field(replaced.AnyOf[0]), null,
                    Argument.Term("document", "document", replaced.AnyOf.Select(k => Slug.Of(k))));
            }

            foreach (var requirement in requirements.Where(r => !r.IsMetBy(given)))
            {
                inquiry.Raise(answer, Field(requirement.AnyOf[0]), null,
                    Argument.Term("document", "document", requirement.AnyOf.Select(k => Slug.Of(k))));
            }
        }

        foreach (var document in documents)
        {
            File(inquiry, document);
        }

        Different(inquiry, documents);
    }

    private static void File(Inquiry inquiry, DocumentFacts file)
    {
        Size(inquiry, file);
        Readable(inquiry, file);
        Sealed(inquiry, file);
        var media = inquiry.Ask("document.media");
        if (!media.Set.Contains(Slug.Of(file.Media)))
        {
            inquiry.Raise(media, Field(file.Kind), null,
                Name(file), Argument.Term("media", "media", Slug.Of(file.Media)),
                Argument.Term("allowed", "media", media.Set));
        }

        var sides = inquiry.Ask("document.id-sides.separate");
        if (sides.Yes && IsIdSide(file.Kind) && file.Pages > 1)
        {
            inquiry.Raise(sides, Field(file.Kind), ReasonCode.IdSidePages,
                Name(file), Argument.Number("pages", file.Pages));
        }
    }

    private static void Size(Inquiry inquiry, DocumentFacts file)
    {
        var limit = inquiry.Ask("document.bytes.below");
        if (file.Bytes >= limit.Whole)
        {
            inquiry.Raise(limit, Field(file.Kind), null,
                Name(file), Argument.Bytes("bytes", file.Bytes), Argument.Bytes("max", limit.Whole));
        }
    }

    private static void Readable(Inquiry inquiry, DocumentFacts file)
    {
        var legible = inquiry.Ask("document.legible");
        var code = file switch
        {
            { Bytes: 0 } => ReasonCode.DocumentEmpty,
            { Legibility: Legibility.Encrypted } => ReasonCode.DocumentEncrypted,
            { Legibility: Legibility.Unreadable } => ReasonCode.DocumentUnreadable,
            _ => null,
        };
        if (legible.Yes && code is not null)
        {
            inquiry.Raise(legible, Field(file.Kind), code, Name(file));
        }
    }

    private static void Sealed(Inquiry inquiry, DocumentFacts file)
    {
        var seals = inquiry.Ask("documents.seals");
        var seal = DocumentSeals.In(seals, file.Kind).Seal;
        if (seal is Seal.None || file.Seal is null or SealState.Clear)
        {
            return;
        }

        var (answer, code) = file.Seal switch
        {
            SealState.Missing => (seals, ReasonCode.SealMissing),
            SealState.OtherBody => (seals, ReasonCode.SealOtherBody),
            _ => (inquiry.Ask("document.seal.clear"), ReasonCode.SealUnclear),
        };
        inquiry.Raise(answer, Field(file.Kind), code, Name(file), Argument.Term("seal", "seal", Slug.Of(seal)));
    }

    private static void Different(Inquiry inquiry, IReadOnlyList<DocumentFacts> documents)
    {
        var sides = inquiry.Ask("document.id-sides.separate");
        var distinct = inquiry.Ask("document.distinct");
        for (var i = 0; i < documents.Count; i++)
        {
            var file = documents[i];
            var other = documents.Take(i).FirstOrDefault(d =>
                d.Kind != file.Kind && string.Equals(d.Sha256, file.Sha256, StringComparison.OrdinalIgnoreCase));
            if (other is null)
            {
                continue;
            }

            if (sides.Yes && IsIdSide(file.Kind) && IsIdSide(other.Kind))
            {
                inquiry.Raise(sides, Field(file.Kind), ReasonCode.IdSidesSame);
            }
            else if (distinct.Yes)
            {
                inquiry.Raise(distinct, Field(file.Kind), null,
                    Name(file), Argument.Term("other", "document", Slug.Of(other.Kind)));
            }
        }
    }

    private static bool IsIdSide(DocumentKind kind) => kind is DocumentKind.IdCardFront or DocumentKind.IdCardBack;

    private static Place Field(DocumentKind kind) => new(Step, Slug.Of(kind));

    private static Argument Name(DocumentFacts file) => Argument.Term("document", "document", Slug.Of(file.Kind));
}
