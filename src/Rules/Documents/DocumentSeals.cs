namespace Guanwei.Rules.Documents;

/// <summary>Whose seal a document must bear (盖章单位).</summary>
public enum Seal
{
    /// <summary>None.</summary>
    None,

    /// <summary>本单位公章.</summary>
    Own,

    /// <summary>上级主管部门公章: a township's letter is stamped by its superior.</summary>
    Superior,

    /// <summary>机构编制部门印章.</summary>
    EstablishmentOffice,

    /// <summary>发文机关印章.</summary>
    Issuer,

    /// <summary>县级人民政府或其主管部门印章.</summary>
    CountyGovernment,
}

/// <summary>What somebody, or the inspection, found out about a document's seal.</summary>
public enum SealState
{
    /// <summary>It is there, clear, and whose it must be.</summary>
    Clear,

    /// <summary>It cannot be made out.</summary>
    Unclear,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is somebody else's.</summary>
    OtherBody,
}

/// <summary>Whose seal a kind of document must bear, and by which rule.</summary>
/// <param name="Document">The document.</param>
/// <param name="Seal">Whose seal.</param>
/// <param name="Rule">The rule that says so.</param>
public readonly record struct RequiredSeal(DocumentKind Document, Seal Seal, RuleRef Rule);

/// <summary>The seals that documents must bear.</summary>
public static class DocumentSeals
{
    /// <summary>Whose seal a document must bear.</summary>
    /// <param name="document">The document.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static RequiredSeal Of(
        DocumentKind document, Scope scope, RuleBook book, DateOnly day, Profile profile) =>
        In(book.Resolve("documents.seals", scope, day, profile), document);

    /// <summary>A document the table does not name needs no seal.</summary>
    internal static RequiredSeal In(Answer seals, DocumentKind document)
    {
        var row = seals.Table.FirstOrDefault(row => row["document"] == Slug.Of(document));
        var seal = row is not null && Slug.TryRead<Seal>(row["seal"], out var named) ? named : Seal.None;
        return new(document, seal, seals.Rule.Ref);
    }
}
