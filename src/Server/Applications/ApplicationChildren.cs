using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guanwei.Server.Applications;

internal static class ApplicationChildren
{
    /// <summary>One column serves both as the foreign key and as the object of the scope filter.</summary>
    public static void BelongsToApplication<TRow>(this EntityTypeBuilder<TRow> row) where TRow : class, IAssignable =>
        row.HasOne<OpeningApplication>().WithMany().HasForeignKey(x => x.ObjectId).HasPrincipalKey(x => x.ObjectId);
}
