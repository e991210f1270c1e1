namespace Guanwei.Benchmarks;

/// <summary>
/// The count and the page of the registry as one would write them by hand, in every shape that could be the fastest: "in the scope"
/// as a set, as a question to each row and as a join; the page's rows directly, or their keys first.
/// </summary>
internal sealed record ByHand(string Where, string Order, object Root)
{
    private const string Columns = "a.id, a.name, a.type, a.state, g.id, g.name, g.region_code, a.certified_on, a.certificate_expires";
    private const string Agencies = "JOIN agencies g ON g.id = a.agency_id";

    private static readonly (string From, string Within)[] scopes =
    [
        ("accounts a", "a.agency_id IN (SELECT c.descendant_id FROM agency_closure c WHERE c.ancestor_id = @root)"),
        ("accounts a", "EXISTS (SELECT 1 FROM agency_closure c WHERE c.ancestor_id = @root AND c.descendant_id = a.agency_id)"),
        ("accounts a JOIN agency_closure c ON c.descendant_id = a.agency_id", "c.ancestor_id = @root"),
    ];

    public IEnumerable<Statement> Counts() =>
        scopes.Select(scope => Of($"SELECT count(*) FROM {scope.From} WHERE {scope.Within}{Where}"));

    public IEnumerable<Statement> Pages(int offset, int size) => scopes.SelectMany(scope => new[]
    {
        Of($"SELECT {Columns} FROM {scope.From} {Agencies} WHERE {scope.Within}{Where} ORDER BY {Order} LIMIT {size} OFFSET {offset}"),
        Of($"SELECT {Columns} FROM (SELECT a.id FROM {scope.From} WHERE {scope.Within}{Where} ORDER BY {Order} "
            + $"LIMIT {size} OFFSET {offset}) p JOIN accounts a ON a.id = p.id {Agencies} ORDER BY {Order}"),
    });

    private Statement Of(string text) => new(text, [("@root", Root)]);
}
