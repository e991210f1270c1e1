using System.Text;
using Guanwei.Server.Agencies;
using Guanwei.Server.Keys;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// An agency's robot in a work group of 企业微信 or 钉钉: what is told to a role at the agency is posted there too. Its
/// address is a secret: whoever has it can write into the group.
/// </summary>
public sealed class AgencyRobot : IOfAgency
{
    public const string Table = "agency_robots";

    public required AgencyId AgencyId { get; init; }

    public required DoorKind Door { get; init; }

    /// <summary>Sealed.</summary>
    public byte[] Address { get; private set; } = [];

    /// <summary>
    /// What DingTalk's calls are signed with (加签), sealed; none where the group relies on its address alone.
    /// </summary>
    public byte[]? Secret { get; private set; }

    public required DateTimeOffset SetAt { get; set; }

    /// <summary>How the last message fared.</summary>
    public DeliveryState LastState { get; set; } = DeliveryState.Waiting;

    public DateTimeOffset? LastAt { get; set; }

    public string? LastCode { get; set; }

    public static readonly SealedColumn SealedAddress = new SealedColumn<AgencyRobot>(
        KeyPurpose.Secret, Table, "address", nameof(Address), robot => robot.RowId);

    public static readonly SealedColumn SealedSecret = new SealedColumn<AgencyRobot>(
        KeyPurpose.Secret, Table, "secret", nameof(Secret), robot => robot.RowId);

    private string RowId => $"{AgencyId}/{Door}";

    public void Seal(KeyRing keys, string address, string? secret)
    {
        Address = keys.Seal(KeyPurpose.Secret, Place("address"), Encoding.UTF8.GetBytes(address));
        Secret = secret is null ? null : keys.Seal(KeyPurpose.Secret, Place("secret"), Encoding.UTF8.GetBytes(secret));
    }

    public Receiver Open(KeyRing keys) => new(
        Encoding.UTF8.GetString(keys.Open(KeyPurpose.Secret, Place("address"), Address)),
        Secret is null ? null : Encoding.UTF8.GetString(keys.Open(KeyPurpose.Secret, Place("secret"), Secret)));

    // As the rotation of keys spells it.
    private byte[] Place(string column) => Encoding.UTF8.GetBytes($"{Table}|{column}|{RowId}");

    public static void Map(ModelBuilder model) => model.Entity<AgencyRobot>(robot =>
    {
        robot.ToTable(Table);
        robot.HasKey(x => new { x.AgencyId, x.Door });
    });
}
