using Microsoft.OpenApi;

namespace Guanwei.Server.Hosting;

/// <summary>The OpenAPI document as the reference page shows it.</summary>
public sealed record ApiReference(IReadOnlyList<ApiReference.Operation> Operations)
{
    public sealed record Operation(
        string Method, string Path, string? Summary,
        IReadOnlyList<Field> Takes, IReadOnlyList<Field> Body, IReadOnlyList<(string Status, string? Meaning)> Answers)
    {
        public string Anchor => $"{Method}{Path}".Replace('/', '-').Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal).ToLowerInvariant();
    }

    public sealed record Field(string Name, string? Where, string Type, bool Required, string? Meaning);

    public static ApiReference Of(OpenApiDocument document) => new([
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           orderby path.Key, operation.Key.Method
           select Read(path.Key, operation.Key.Method, operation.Value)]);

    private static Operation Read(string path, string method, OpenApiOperation operation) => new(
        method, path, operation.Summary ?? operation.Description,
        [.. (operation.Parameters ?? []).Select(parameter => new Field(
            parameter.Name ?? "", parameter.In?.ToString().ToLowerInvariant(), Type(parameter.Schema),
            parameter.Required, parameter.Description))],
        Body(operation.RequestBody),
        [.. (operation.Responses ?? []).Select(answer => (answer.Key, answer.Value.Description))]);

    private static IReadOnlyList<Field> Body(IOpenApiRequestBody? body)
    {
        var schema = body?.Content?.Values.FirstOrDefault()?.Schema;
        return [.. (schema?.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(property => new Field(
            property.Key, null, Type(property.Value),
            schema!.Required?.Contains(property.Key) == true, property.Value.Description))];
    }

    private static string Type(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        OpenApiSchemaReference reference => reference.Reference.Id ?? "",
        { Items: { } items } => Type(items) + "[]",
        { Enum: { Count: > 0 } values } => string.Join(" | ", values.Select(value => value.ToString())),
        { Format: { } format } => format,
        _ => schema.Type?.ToString().ToLowerInvariant() ?? "",
    };
}
