using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Vision;

namespace Guanwei.Server.Files;

/// <summary>What files are uploaded for.</summary>
/// <param name="Key">Such as "application.document"; stored with the file.</param>
/// <param name="Retention">Key of the rule that says how long such a file is kept.</param>
/// <param name="Accepts">Kinds taken in.</param>
/// <param name="Rules">What the rules of the slice say of it beyond the inspection: size, pages; none needed.</param>
public sealed record FilePurpose(
    string Key, string Retention, IReadOnlyList<DocumentKind> Accepts,
    Func<Act, Arrival, CancellationToken, Task<IReadOnlyList<Reason>>>? Rules = null);

/// <summary>Filled in Serve.cs, a line for each slice that takes files.</summary>
public sealed class FilePurposes
{
    private readonly Dictionary<string, FilePurpose> byKey = [];

    public IReadOnlyCollection<FilePurpose> All => byKey.Values;

    public FilePurposes With(FilePurpose purpose)
    {
        byKey.Add(purpose.Key, purpose);
        return this;
    }

    public FilePurpose? Of(string key) => byKey.GetValueOrDefault(key);
}
