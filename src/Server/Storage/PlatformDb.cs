using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Clients;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Facts;
using Guanwei.Server.Files;
using Guanwei.Server.Holidays;
using Guanwei.Server.Hosting;
using Guanwei.Server.Imports;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>
/// The installation's database, opened for one scope. It names no table: each slice maps its own and adds its own sets
/// (`extension(PlatformDb db)`); an extension set cannot stand inside a query lambda (CS9296), take it into a variable first.
/// </summary>
public abstract class PlatformDb(DbContextOptions options, DataScope scope) : DbContext(options)
{
    public DataScope Scope { get; } = scope;

    // Read by the query filters: EF makes parameters of a context's members, never of its objects' members.
    internal AgencyId ScopeAgency => Scope.Agency;

    internal int ScopeDepth => Scope.Depth;

    internal AppointmentId ScopeAssignee => Scope.Assignee;

    /// <summary>True while this context holds the writer gate (SQLite) for a transaction of its own.</summary>
    internal bool HoldsGate { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Assignment.Map(modelBuilder);
        Installation.Map(modelBuilder);
        ProtectionKey.Map(modelBuilder);
        Agency.Map(modelBuilder);
        Person.Map(modelBuilder);
        Appointment.Map(modelBuilder);
        SignIn.Map(modelBuilder);
        Session.Map(modelBuilder);
        SignInEvent.Map(modelBuilder);
        Invitation.Map(modelBuilder);
        WrappedKey.Map(modelBuilder);
        Operation.Map(modelBuilder);
        NumberSeries.Map(modelBuilder);
        AuditEntry.Map(modelBuilder);
        AuditCheckpoint.Map(modelBuilder);
        AuditHead.Map(modelBuilder);
        AuditCheck.Map(modelBuilder);
        Job.Map(modelBuilder);
        Notice.Map(modelBuilder);
        NoticeSetting.Map(modelBuilder);
        NoticeDelivery.Map(modelBuilder);
        AgencyRobot.Map(modelBuilder);
        HolidayYear.Map(modelBuilder);
        LocalRule.Map(modelBuilder);
        Deadline.Map(modelBuilder);
        DeadlinePause.Map(modelBuilder);
        WorkflowStep.Map(modelBuilder);
        StoredDecision.Map(modelBuilder);
        Fact.Map(modelBuilder);
        StoredFile.Map(modelBuilder);
        AgencyImport.Map(modelBuilder);
        ApiClient.Map(modelBuilder);
        Account.Map(modelBuilder);
        OpeningApplication.Map(modelBuilder);

        ModelConventions.Apply(modelBuilder);
        ScopeFilters.Apply(modelBuilder, this);
    }
}
