using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>What the pages of the form show: the application with its rows, and what would be refused now.</summary>
public sealed record FormView(
    OpeningApplication Application,
    Agency Agency,
    IReadOnlyDictionary<StaffRole, StaffEntry> Staff,
    IReadOnlyList<ApplicationDocument> Documents,
    IReadOnlyDictionary<StaffRole, EmailCode> Codes,
    ApplicationPreflight Preflight)
{
    /// <summary>Level, kind, type and region: what the questions to the rules are about.</summary>
    public Scope Scope => Preflight.Facts.Scope;

    public static async Task<FormView?> Load(
        PlatformDb db, InForce inForce, ApplicationId id, DateOnly today, CancellationToken cancel)
    {
        var application = await db.Set<OpeningApplication>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancel);
        if (application is null)
        {
            return null;
        }
        var agency = await db.Set<Agency>().AsNoTracking().SingleAsync(x => x.Id == application.AgencyId, cancel);
        return new FormView(
            application,
            agency,
            await db.Set<StaffEntry>().AsNoTracking().Where(x => x.ObjectId == application.ObjectId)
                .ToDictionaryAsync(x => x.Role, cancel),
            await db.Set<ApplicationDocument>().AsNoTracking()
                .Where(x => x.ObjectId == application.ObjectId && x.RemovedAt == null).OrderBy(x => x.UploadedAt).ToListAsync(cancel),
            await db.Set<EmailCode>().AsNoTracking().Where(x => x.ObjectId == application.ObjectId)
                .ToDictionaryAsync(x => x.Role, cancel),
            await ApplicationPreflight.Of(db, inForce, application, today, cancel));
    }

    /// <summary>With more that was found in the way, or worth knowing.</summary>
    public FormView And(IEnumerable<Reason> more) =>
        this with { Preflight = Preflight with { Own = [.. Preflight.Own, .. more] } };

    /// <summary>What stands against one step, in the reader's words, with the field it belongs to.</summary>
    public IReadOnlyList<ShownReason> ReasonsOf(string step) =>
        [.. Preflight.Reasons.Where(reason => reason.Place.Step == step).Select(Shown)];

    public bool IsClear(string step) =>
        !Preflight.Blocking.Any(reason => reason.Place.Step == step);

    private ShownReason Shown(Reason reason)
    {
        var shown = Wording.Say(reason, CultureInfo.CurrentUICulture);
        // The step of the name has one field, which the rules do not name.
        var field = shown.Field ?? (reason.Place.Step == FormSteps.Name ? FormSteps.Name : null);
        var page = FormSteps.PathOf(Application.Id, reason.Place.Step);
        return shown with { Field = field, Href = page is null || field is null ? page : $"{page}#{Fields.Id(field)}" };
    }
}
