using Guanwei.Server.Hosting;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// Where no mail server is set, mail lies in the data folder for a person or program to fetch. A file is written
/// under tmp and renamed into new: who reads new never sees half a mail, and a repetition replaces the first.
/// </summary>
public sealed class MaildirDoor(DataFolder folder, DoorSettings settings, TimeProvider clock) : IDoor
{
    public DoorKind Kind => DoorKind.Mail;

    public async Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
    {
        Actions.Actions.MustBeOutsideTransaction(nameof(MaildirDoor));
        using var mail = MailText.Write(message, settings.Mail.From, clock.GetUtcNow());
        if (mail is null)
            return new Failed(Again.Never, "address_malformed");
        var half = Path.Combine(folder.Mail, "tmp", Path.GetRandomFileName());
        var whole = Path.Combine(folder.Mail, "new", message.Id + ".eml");
        try
        {
            DataFolder.CreatePrivate(Path.GetDirectoryName(half)!);
            DataFolder.CreatePrivate(Path.GetDirectoryName(whole)!);
            await using (var file = new FileStream(half, FileMode.CreateNew))
            {
                await mail.WriteToAsync(file, ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(half, whole, overwrite: true);
            return Delivered.Done;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return new Failed(Again.Later, "mail_folder");
        }
        finally
        {
            if (File.Exists(half))
                File.Delete(half);
        }
    }
}
