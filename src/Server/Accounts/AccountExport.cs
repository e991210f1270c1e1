using System.Globalization;
using System.Text;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Accounts;

/// <summary>The registry as csv, in the reader's language.</summary>
public static class AccountExport
{
    private static readonly string[] columns = ["Name", "Agency", "Region", "Type", "Certified", "Expires", "Standing"];

    public static async Task Write(Stream output, IAsyncEnumerable<RegistryRow> rows, DateOnly day, CancellationToken cancel)
    {
        // With a byte order mark: without it spreadsheets take Chinese csv for GBK.
        await using var text = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true);
        await text.WriteAsync(CsvRow.Of(columns.Select(column => Texts.Say($"Field.{column}"))));
        await foreach (var row in rows.WithCancellation(cancel))
        {
            await text.WriteAsync(CsvRow.Of(
                row.Name, row.AgencyName, row.RegionCode, Texts.Type(row.Type), Day(row.CertifiedOn), Day(row.Expires),
                Texts.Say($"Standing.{row.StandingOn(day)}")));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
