namespace Guanwei.Server.Imports;

/// <summary>
/// The columns of the list, in the template's order. Files may have them in any order: headings are read.
/// </summary>
public enum ImportColumn
{
    Name,
    CreditCode,
    Level,
    Kind,
    RegionCode,
    Parent,
    Vertical,
    MailDomain,
}

public static class ImportColumns
{
    public static readonly IReadOnlyList<ImportColumn> All = Enum.GetValues<ImportColumn>();

    /// <summary>Without these columns a file is no list of agencies.</summary>
    public static readonly IReadOnlyList<ImportColumn> Required =
        [ImportColumn.Name, ImportColumn.CreditCode, ImportColumn.Level, ImportColumn.Kind, ImportColumn.RegionCode];

    public static string Heading(ImportColumn column) => Texts.Say($"Heading.{column}");

    /// <summary>By its heading in either language; a remark in brackets behind it ("（必填）") does not matter.</summary>
    public static ImportColumn? Named(string heading)
    {
        var plain = heading.Split('（', '(')[0].Trim();
        return All.Cast<ImportColumn?>().FirstOrDefault(column =>
            Texts.InAll($"Heading.{column}").Contains(plain, StringComparer.OrdinalIgnoreCase));
    }
}
