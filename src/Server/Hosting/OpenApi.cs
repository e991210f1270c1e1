using Microsoft.OpenApi;

namespace Guanwei.Server.Hosting;

public static class OpenApi
{
    public const string Document = "v1";
    public const string Prefix = "api/";
    private const string Key = "key";

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
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Key] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        Description = "Authorization: Bearer gw_… (a key of an agency)",
                    },
                };
                document.Security =
                    [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
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
