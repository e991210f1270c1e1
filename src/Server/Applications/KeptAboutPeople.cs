using Guanwei.Server.PersonalData;

namespace Guanwei.Server.Applications;

/// <summary>What applications keep about people.</summary>
public static class KeptAboutPeople
{
    /// <summary>Kept while the application runs and, once certified, while the account that it led to is open.</summary>
    public static readonly PersonalRows Staff = new PersonalRows<StaffEntry>(
        [nameof(StaffEntry.Name), nameof(StaffEntry.Email), nameof(StaffEntry.Mobile)], LegalBasis.StatutoryDuty, Declared.LogRetention,
        (db, person) => db.Set<StaffEntry>().Where(x => x.Email == person.Email),
        (db, before) =>
        {
            var unneeded = UnneededApplications.Since(db, before);
            return db.Set<StaffEntry>()
                .Where(x => x.Name != Declared.Gone && unneeded.Any(application => application.ObjectId == x.ObjectId));
        },
        (_, row) => (row.Name, row.Email, row.Mobile) = (Declared.Gone, null, null),
        StaffEntry.SealedMobile);

    public static readonly PersonalRows EmailCodes = new PersonalRows<EmailCode>(
        [nameof(EmailCode.Email)], LegalBasis.StatutoryDuty, Declared.LogRetention,
        (db, person) => db.Set<EmailCode>().Where(x => x.Email == person.Email),
        (db, before) => db.Set<EmailCode>().Where(x => x.AskedAt < before),
        (db, row) => db.Remove(row));
}
