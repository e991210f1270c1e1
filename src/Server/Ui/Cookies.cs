namespace Guanwei.Server.Ui;

/// <summary>
/// Names and policy of our cookies. <c>__Host-</c> cookies exist only over https, and an intranet without TLS must
/// still work: the setting <c>HttpsOnly</c> says which it is.
/// </summary>
public static class Cookies
{
    public static bool HttpsOnly(IConfiguration settings) => settings.GetValue<bool>("HttpsOnly");

    public static string Name(IConfiguration settings, string name) =>
        HttpsOnly(settings) ? "__Host-guanwei-" + name : "guanwei-" + name;

    public static CookieSecurePolicy Policy(IConfiguration settings) =>
        HttpsOnly(settings) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
