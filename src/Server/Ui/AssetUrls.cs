using Microsoft.AspNetCore.Components;

namespace Guanwei.Server.Ui;

/// <summary>
/// Addresses of our static files, fingerprinted. A component's own <c>Assets</c> knows no fingerprints when the page is
/// the answer to a POST, and is relative; the collection on the page endpoints is the same everywhere.
/// </summary>
public sealed class AssetUrls(EndpointDataSource endpoints)
{
    private readonly Lazy<ResourceAssetCollection> _files = new(() => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>())
        .FirstOrDefault(files => files is not null) ?? ResourceAssetCollection.Empty);

    public string this[string path] => "/" + _files.Value[path];
}
