using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.PersonalData;

/// <summary>What the installation keeps about people, table by table.</summary>
public static class Declared
{
    // Who acted must stay traceable as long as the logs; the audit itself names ids, never names.
    internal const string LogRetention = "log.retention.months";
    internal const string Gone = "—";

    /// <summary>A person is closed, never deleted: the row stays for what it did, without its values.</summary>
    public static readonly PersonalRows People = new PersonalRows<Person>(
        [nameof(Person.Name), nameof(Person.Email), nameof(Person.Phone)], LegalBasis.StatutoryDuty, LogRetention,
        (db, person) => db.Set<Person>().Where(x => x.Id == person.Id),
        (db, before) => db.Set<Person>().Where(x => x.ClosedAt < before && x.Name != Gone),
        (_, row) => (row.Name, row.Email, row.Phone) = (Gone, Nowhere(row.Id), null),
        Person.SealedPhone);

    public static readonly PersonalRows SignIns = new PersonalRows<SignIn>(
        [nameof(SignIn.UserName), nameof(SignIn.NormalizedUserName), nameof(SignIn.TotpSeed)], LegalBasis.StatutoryDuty, LogRetention,
        (db, person) => db.Set<SignIn>().Where(x => x.PersonId == person.Id),
        (db, before) => db.Set<SignIn>().Where(x => x.PasswordHash != null
            && db.Set<Person>().Any(person => person.Id == x.PersonId && person.ClosedAt < before)),
        (_, row) =>
        {
            (row.UserName, row.NormalizedUserName) = (Nowhere(row.PersonId), SignIn.Normalized(Nowhere(row.PersonId)));
            (row.PasswordHash, row.TotpSeed, row.RecoveryCodes, row.SecurityStamp) = (null, null, "", SignIn.NewStamp());
        },
        SignIn.SealedTotpSeed);

    public static readonly PersonalRows Sessions = new PersonalRows<Session>(
        [nameof(Session.Network), nameof(Session.Device)], LegalBasis.StatutoryDuty, LogRetention,
        (db, person) => db.Set<Session>().Where(x => x.PersonId == person.Id),
        (db, before) => db.Set<Session>().Where(x => x.SeenAt < before),
        (db, row) => db.Remove(row));

    public static readonly PersonalRows SignInEvents = new PersonalRows<SignInEvent>(
        [nameof(SignInEvent.Network), nameof(SignInEvent.Device)], LegalBasis.StatutoryDuty, LogRetention,
        (db, person) => db.Set<SignInEvent>().Where(x => x.PersonId == person.Id),
        (db, before) => db.Set<SignInEvent>().Where(x => x.At < before),
        (db, row) => db.Remove(row));

    public static readonly PersonalRows Invitations = new PersonalRows<Invitation>(
        [nameof(Invitation.Email)], LegalBasis.StatutoryDuty, LogRetention,
        (db, person) => db.Set<Invitation>().Where(x => x.Email == person.Email),
        (db, before) => db.Set<Invitation>().Where(x => x.MadeAt < before),
        (db, row) => db.Remove(row));

    /// <summary>Names given by visitors: known again by their e-mail address alone.</summary>
    public static readonly PersonalRows AgencyRequests = new PersonalRows<AgencyRequest>(
        [nameof(AgencyRequest.ContactName), nameof(AgencyRequest.ContactEmail)], LegalBasis.Consent, LogRetention,
        (db, person) => db.Set<AgencyRequest>().Where(x => x.ContactEmail == person.Email),
        (db, before) => db.Set<AgencyRequest>().Where(x =>
            x.State != AgencyRequestState.Waiting && x.ChangedAt < before && x.ContactName != Gone),
        (db, row) =>
        {
            db.Entry(row).Property(x => x.ContactName).CurrentValue = Gone;
            db.Entry(row).Property(x => x.ContactEmail).CurrentValue = Gone;
        });

    /// <summary>Who moved what, when and in which role. Of an erased person only the name goes.</summary>
    public static readonly PersonalRows Steps = new PersonalRows<WorkflowStep>(
        [nameof(WorkflowStep.ActorName), nameof(WorkflowStep.Role), nameof(WorkflowStep.Verb), nameof(WorkflowStep.At)],
        LegalBasis.OfficialRecord, LogRetention,
        (db, person) => db.Set<WorkflowStep>().Where(x => x.Person == person.Id),
        (db, before) =>
        {
            var closed = ClosedBefore(db, before);
            return db.Set<WorkflowStep>()
                .Where(x => x.Person != null && closed.Contains(x.Person.Value) && x.ActorName != Gone);
        },
        (db, row) => db.Entry(row).Property(x => x.ActorName).CurrentValue = Gone);

    internal static IQueryable<PersonId> ClosedBefore(PlatformDb db, DateTimeOffset before) =>
        db.Set<Person>().Where(x => x.ClosedAt < before).Select(x => x.Id);

    /// <summary>An address at which no mail arrives (RFC 2606), unique as the column asks.</summary>
    private static string Nowhere(PersonId id) => $"{id}@erased.invalid";
}
