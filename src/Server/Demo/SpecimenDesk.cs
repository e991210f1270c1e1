using System.Security.Cryptography;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.Ids;
using Guanwei.Vision;
using DocumentKind = Guanwei.Rules.Documents.DocumentKind;

namespace Guanwei.Server.Demo;

/// <summary>
/// The documents that the demo's clerks hand in. Each specimen is drawn and inspected once, here and not in a child
/// process: nothing foreign is opened. Each copy is sealed into the vault on its own.
/// </summary>
public sealed class SpecimenDesk(FileVault vault, InForceSource inForce)
{
    public const string Evidence = "evidence";

    private readonly Dictionary<string, Specimen> specimens = [];

    private sealed record Specimen(string Name, byte[] Content, Inspection Verdict);

    public void Prepare()
    {
        foreach (var kind in Enum.GetValues<DocumentKind>().Select(kind => Slug.Of(kind)).Append(Evidence))
        {
            specimens.Add(kind, Draw(kind));
        }
    }

    public Task<Arrival> Arrive(DocumentKind kind, DateTimeOffset at, CancellationToken cancel) =>
        Arrive(Slug.Of(kind), at, cancel);

    /// <summary>A copy for one application, as the reception hands it to a verb.</summary>
    public async Task<Arrival> Arrive(string kind, DateTimeOffset at, CancellationToken cancel)
    {
        var specimen = specimens[kind];
        var id = FileId.From(NewIds.Uuid7(at, RandomNumberGenerator.GetBytes(10)));
        using var content = new MemoryStream(specimen.Content);
        if (await vault.Receive(id.Value, content, inForce.Current.Keys, Reception.MostBytes, cancel)
            is not Receipt.Received { Content: var digest })
        {
            throw new IOException("There is no room on the disk for the demo's documents.");
        }
        vault.Keep(id.Value);
        return new Arrival(id, specimen.Name, digest, specimen.Verdict, [], _ => ValueTask.CompletedTask);
    }

    private static Specimen Draw(string kind)
    {
        var title = Texts.InChinese($"Document.{kind}");
        var isPicture = kind == Evidence || kind.StartsWith("id-card", StringComparison.Ordinal);
        var latin = kind.Replace('-', ' ').ToUpperInvariant();
        var content = isPicture ? SpecimenDocuments.Picture(title, latin) : SpecimenDocuments.Pdf(title, latin);
        var name = title + (isPicture ? ".jpg" : ".pdf");
        using var stream = new MemoryStream(content);
        return new Specimen(name, content, Inspection.Of(stream, name));
    }
}
