namespace Guanwei.Server.Ids;

/// <summary>
/// The text of an object's id where only its kind and the bare id are at hand (a deadline, a workflow step, a job): the
/// audit and a link name one object in one way.
/// </summary>
public static class ObjectIds
{
    // Written out, because the slices come after this one; a test compares.
    private static readonly Dictionary<string, string> prefixes = new()
    {
        ["application"] = "aq",
        ["account"] = "ac",
        ["agency"] = "ag",
        ["agency-request"] = "rq",
        ["api-client"] = "cl",
        ["local-rule"] = "lr",
    };

    /// <param name="id">Bare, or in its text form already. Of a kind that has no text form it stays bare.</param>
    public static string Text(string kind, object id)
    {
        var text = id.ToString()!;
        return prefixes.TryGetValue(kind, out var prefix) && Guid.TryParse(text, out var bare) ? IdText.Write(prefix, bare) : text;
    }
}
