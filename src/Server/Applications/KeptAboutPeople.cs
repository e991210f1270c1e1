using Guanwei.Server.People;
using Guanwei.Server.PersonalData;

namespace Guanwei.Server.Applications;

/// <summary>What applications keep about people.</summary>
public static class KeptAboutPeople
{
    /// <summary>
    /// Kept while the application runs and, once certified, while the account that it led to is open.
    /// </summary>
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

    /// <summary>Who handed in which document: a part of the history, as the steps are.</summary>
    public static readonly PersonalRows Uploaders = new PersonalRows<ApplicationDocument>(
        [nameof(ApplicationDocument.UploaderName), nameof(ApplicationDocument.UploadedAt)],
        LegalBasis.OfficialRecord, Declared.LogRetention,
        (db, person) => db.Set<ApplicationDocument>().Where(x => x.UploadedBy == person.Id),
        (db, before) =>
        {
            var closed = Declared.ClosedBefore(db, before);
            return db.Set<ApplicationDocument>()
                .Where(x => x.UploadedBy != null && closed.Contains(x.UploadedBy.Value))
                .Where(x => x.UploaderName != Declared.Gone);
        },
        (_, row) => row.UploaderName = Declared.Gone);

    /// <summary>Who was charged with the certification; the appointment stays.</summary>
    public static readonly PersonalRows ThirdParties = new PersonalRows<OpeningApplication>(
        [nameof(OpeningApplication.ThirdPartyName)], LegalBasis.OfficialRecord, Declared.LogRetention,
        (db, person) =>
        {
            var held = db.Set<Appointment>().Where(x => x.PersonId == person.Id).Select(x => x.Id);
            return db.Set<OpeningApplication>().Where(x => x.ThirdParty != null && held.Contains(x.ThirdParty.Value));
        },
        (db, before) =>
        {
            var closed = Declared.ClosedBefore(db, before);
            var held = db.Set<Appointment>().Where(x => closed.Contains(x.PersonId)).Select(x => x.Id);
            return db.Set<OpeningApplication>()
                .Where(x => x.ThirdParty != null && held.Contains(x.ThirdParty.Value))
                .Where(x => x.ThirdPartyName != Declared.Gone);
        },
        (_, row) => row.ThirdPartyName = Declared.Gone);

    public static readonly PersonalRows EmailCodes = new PersonalRows<EmailCode>(
        [nameof(EmailCode.Email)], LegalBasis.StatutoryDuty, Declared.LogRetention,
        (db, person) => db.Set<EmailCode>().Where(x => x.Email == person.Email),
        (db, before) => db.Set<EmailCode>().Where(x => x.AskedAt < before),
        (db, row) => db.Remove(row));
}
