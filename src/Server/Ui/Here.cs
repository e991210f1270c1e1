using Microsoft.AspNetCore.Components;

namespace Guanwei.Server.Ui;

/// <summary>
/// The address of the page that the reader sees, from which its links are made; the state of a list lives in it.
/// A refused form is shown under the address of the form's action: there it is the address that the form was sent from.
/// </summary>
public sealed class Here(NavigationManager navigation, IHttpContextAccessor http)
{
    public string Address => Page.PathAndQuery;

    public string Path => Page.AbsolutePath;

    private Uri Page => SentFrom ?? new Uri(navigation.Uri);

    private Uri? SentFrom
    {
        get
        {
            var request = http.HttpContext!.Request;
            return HttpMethods.IsPost(request.Method)
                && request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } from
                && from.Authority == request.Host.Value ? from : null;
        }
    }

    /// <summary>A link that changes how pages look and comes back to this one.</summary>
    public string Switch(string path) => $"{path}?back={Uri.EscapeDataString(Address)}";

    /// <summary>This page with some query values changed; a null value is dropped.</summary>
    public string With(params (string Name, object? Value)[] changes) => new Uri(navigation.GetUriWithQueryParameters(
        Page.ToString(), changes.ToDictionary(change => change.Name, change => change.Value))).PathAndQuery;
}
