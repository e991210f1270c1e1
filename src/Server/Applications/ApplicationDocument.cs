using Guanwei.Rules.Documents;
using Guanwei.Server.Agencies;
using Guanwei.Server.Files;
using Guanwei.Server.Ids;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

public readonly record struct DocumentId(Guid Value) : IEntityId<DocumentId>
{
    public static string Prefix => "do";

    public static DocumentId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out DocumentId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}

/// <summary>
/// A document of an application (申请材料): which file stands for which kind, with what the inspection found, so that the
/// pre-flight needs no file. One in force of each kind; what was once submitted stays as history when it is replaced.
/// </summary>
public sealed class ApplicationDocument : IAssignable
{
    public required DocumentId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required DocumentKind Kind { get; init; }

    public required FileId FileId { get; init; }

    /// <summary>As the sender named it; shown escaped, never a path.</summary>
    public required string FileName { get; set; }

    public required MediaKind Media { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required int Pages { get; init; }

    public required Legibility Legibility { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public PersonId? UploadedBy { get; init; }

    /// <summary>As it was on that day.</summary>
    public required string UploaderName { get; set; }

    /// <summary>When it was replaced or taken out after a submission had contained it.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public DocumentFacts Facts => new(Kind, Media, Bytes, Sha256, Pages, Legibility);

    public static void Map(ModelBuilder model) => model.Entity<ApplicationDocument>(document =>
    {
        document.ToTable("application_documents");
        document.HasKey(x => x.Id);
        document.BelongsToApplication();
        document.HasIndex(x => new { x.ObjectId, x.Kind });
        document.HasIndex(x => x.FileId);
        document.HasIndex(x => x.UploadedBy);
        document.Ignore(x => x.Facts);
    });
}
