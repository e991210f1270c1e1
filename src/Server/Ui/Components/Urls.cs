using Microsoft.AspNetCore.Components;

namespace Guanwei.Server.Ui;

/// <summary>The state of a list lives in its address: these make the neighbouring addresses.</summary>
public static class Urls
{
    /// <summary>Path and query of this page.</summary>
    public static string Here(this NavigationManager at) => new Uri(at.Uri).PathAndQuery;

    public static string Path(this NavigationManager at) => new Uri(at.Uri).AbsolutePath;

    /// <summary>This page with some query values changed; a null value is dropped.</summary>
    public static string With(this NavigationManager at, params (string Name, object? Value)[] changes) =>
        new Uri(at.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value))).PathAndQuery;
}
