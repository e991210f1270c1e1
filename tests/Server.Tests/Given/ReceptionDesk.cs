using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Vision;

namespace Guanwei.Server.Tests.Given;

/// <summary>
/// Where files come in, on a house's database and a folder of its own; the inspection child is the real one.
/// </summary>
public sealed class ReceptionDesk : IDisposable
{
    public static readonly FilePurpose Document =
        new("test.document", "log.retention.months", [DocumentKind.Jpeg, DocumentKind.Png, DocumentKind.Pdf]);

    private readonly House house;

    public ReceptionDesk(House house, Inspector? inspector = null, long reserve = 0)
    {
        this.house = house;
        Vault = new FileVault(Folder.FullName, reserve);
        Inspector = inspector ?? new Inspector(InspectionChild.Own());
        Reception = new Reception(
            Vault, Inspector, house.InForce, house.Databases, house.Clock, new FilePurposes().With(Document));
    }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("guanwei-files-");

    public FileVault Vault { get; }

    public Inspector Inspector { get; }

    public Reception Reception { get; }

    /// <summary>Everything on the disk below the vault's folder.</summary>
    public IReadOnlyList<string> OnDisk =>
        [.. Folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName)];

    public async Task<Outcome<UploadFile.Taken>> Upload(
        Actor who, byte[] content, string name, OperationId? operation = null, FilePurpose? purpose = null)
    {
        await using var arrival = await Reception.Receive(new MemoryStream(content), name, CancellationToken.None);
        return await house.Do<UploadFile.Taken>(who, UploadFile.Verb, act =>
            UploadFile.Run(act, new(arrival, purpose ?? Document), CancellationToken.None), operation);
    }

    public void Dispose()
    {
        Inspector.Dispose();
        Folder.Delete(recursive: true);
    }
}
