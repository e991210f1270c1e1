using System.Security.Cryptography;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Ui;
using Guanwei.Vision;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Imports;

public static class ImportRoutes
{
    /// <summary>A list of 20,000 lines stays well below.</summary>
    public const long MostBytes = 8 << 20;

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/agencies/import").Needs(StartAgencyImport.Verb);
        group.MapPost("", Check);
        group.MapPost("/{id}/start", Start);
        group.MapGet("/template.csv", () => Results.File(ImportTemplate.Csv(), "text/csv", ImportTemplate.FileName + ".csv"));
        group.MapGet("/template.xlsx", () => Results.File(
            ImportTemplate.Xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ImportTemplate.FileName + ".xlsx"));
    }

    private static async Task<IResult> Check(
        HttpContext http, IFormFile? file, [FromForm] OperationId operation, Actions.Actions actions, Inspector inspector,
        CancellationToken cancel)
    {
        if (file is not { Length: > 0 })
        {
            return Refuse(Refusals.Because("FILE_EMPTY", ImportSheet.Place, Argument.Text("name", file?.FileName ?? "")));
        }
        if (file.Length > MostBytes)
        {
            return Refuse(InspectionReasons.TooLarge(file.FileName, MostBytes));
        }
        await using var content = file.OpenReadStream();
        if (await inspector.ReadTable(content, cancel) is not Inspected<TableReading>.Answered { Verdict: var table })
        {
            return Refuse(InspectionReasons.Failed(file.FileName));
        }
        if (table.Blocked)
        {
            return Refuse([.. table.Findings.Where(finding => finding.Severity is FindingSeverity.Block)
                .Select(finding => InspectionReasons.Of(finding, file.FileName))]);
        }
        var (lines, reasons) = ImportSheet.Read(table);
        if (reasons.Count > 0)
        {
            return Refuse([.. reasons]);
        }
        content.Position = 0;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        var outcome = await actions.Do(http.Actor()!, operation, CheckAgencyImport.Verb, act => CheckAgencyImport.Run(
            act, new(file.FileName, digest, lines), cancel), cancel);
        return outcome.LeadsTo(PathOf).OrBackTo<ImportPage>();
    }

    private static async Task<IResult> Start(
        HttpContext http, AgencyImportId id, [FromForm] OperationId operation, [FromForm] int version, [FromForm] string choice,
        Actions.Actions actions, CancellationToken cancel)
    {
        var wanted = choice == "right-ones" ? ImportChoice.RightOnes : ImportChoice.All;
        var outcome = await actions.Do(http.Actor()!, operation, StartAgencyImport.Verb, act => StartAgencyImport.Run(
            act, new(id, version, wanted), cancel), cancel);
        return outcome.LeadsTo(_ => PathOf(id)).OrBackTo<ImportResultPage>(("Id", id.ToString()));
    }

    private static IResult Refuse(params Reason[] reasons) => Answers.Refuse<ImportPage>(reasons.InWords());

    private static string PathOf(AgencyImportId id) => $"/agencies/import/{id}";
}
