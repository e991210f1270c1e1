using Microsoft.AspNetCore.Authentication;

namespace Guanwei.Server.Clients;

public static class ClientSetup
{
    /// <summary>After people's sign-in: the key is a second scheme, used by the API alone.</summary>
    public static void AddClients(this WebApplicationBuilder builder) =>
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ClientKeys>(ClientKeys.SchemeName, null);

    /// <summary>Who calls; null where the route is not the API's.</summary>
    public static ClientStanding? Client(this HttpContext http) => http.Features.Get<ClientStanding>();

    /// <summary>Only with a key that allows this.</summary>
    public static TBuilder ForClients<TBuilder>(this TBuilder builder, string right) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(ClientKeys.SchemeName)
            .RequireAuthenticatedUser()
            .RequireAssertion(context =>
                context.Resource is HttpContext http && http.Client()?.Rights.Contains(right) == true));
}
