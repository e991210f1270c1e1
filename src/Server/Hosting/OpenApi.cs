using Microsoft.OpenApi;

namespace Guanwei.Server.Hosting;

public static class OpenApi
{
    public const string Document = "v1";
    public const string Prefix = "api/";

    public static WebApplicationBuilder AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(Document, options =>
        {
            // Pages and their forms are not a promise to programs; what stands under /api is.
            options.ShouldInclude = route =>
                route.RelativePath?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Guanwei", Version = Document };
                // The server's own address depends on how it was asked for; paths are relative to it.
                document.Servers = null;
                return Task.CompletedTask;
            });
        });
        return builder;
    }

    public static WebApplication MapOpenApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }
}
