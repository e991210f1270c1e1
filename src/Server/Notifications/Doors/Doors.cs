using System.Net;

namespace Guanwei.Server.Notifications.Doors;

public static class Doors
{
    /// <summary>Registers the doors that this installation's settings open; each is an <see cref="IDoor"/>.</summary>
    public static WebApplicationBuilder AddDoors(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(DoorSettings.Section);
        var settings = section.Get<DoorSettings>() ?? new DoorSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddHttpClient(DoorHttp.Client, client =>
            {
                client.Timeout = settings.Patience;
                client.MaxResponseContentBufferSize = DoorHttp.LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry a key to a host that nobody allowed.
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = settings.Patience / 2,
            });
        builder.Services.AddSingleton<DoorHttp>();

        if (settings.Mail.Host is null)
            builder.Services.AddSingleton<IDoor, MaildirDoor>();
        else
            builder.Services.AddSingleton<IDoor, SmtpDoor>();
        if (settings.Sms.Url is not null)
            builder.Services.AddSingleton<IDoor, SmsDoor>();
        builder.Services.AddSingleton<IDoor, WeComDoor>();
        builder.Services.AddSingleton<IDoor, DingTalkDoor>();
        return builder;
    }
}
