using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>One JSON call to a foreign service, with every way in which it can fail told apart.</summary>
public sealed class DoorHttp(IHttpClientFactory clients)
{
    public const string Client = "doors";
    public const int LongestAnswer = 64 * 1024;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Asks <paramref name="judge"/> about an answer of 2xx; every other outcome is judged here.</summary>
    public async Task<Delivery> Post(
        Uri address, string body, IReadOnlyDictionary<string, string> headers, Func<JsonElement, Delivery> judge,
        CancellationToken ct)
    {
        Actions.Actions.MustBeOutsideTransaction(nameof(DoorHttp));
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                return Refused(response);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            return answer.RootElement.ValueKind == JsonValueKind.Object
                ? judge(answer.RootElement)
                : new Failed(Again.Unsure, "answer_unreadable");
        }
        catch (HttpRequestException broken)
        {
            return NeverArrived(broken)
                ? new Failed(Again.Later, "unreachable")
                : new Failed(Again.Unsure, "connection_lost");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Failed(Again.Unsure, "no_answer");
        }
        catch (JsonException)
        {
            return new Failed(Again.Unsure, "answer_unreadable");
        }
    }

    /// <summary>Han text as it is: a robot's limit counts bytes, and \uXXXX would double them.</summary>
    public static string Json(object body) => JsonSerializer.Serialize(body, Plain);

    public static int Code(JsonElement answer, string field) =>
        answer.TryGetProperty(field, out var code) && code.TryGetInt32(out var number) ? number : int.MinValue;

    private static Failed Refused(HttpResponseMessage response)
    {
        var code = $"http_{(int)response.StatusCode}";
        var passes = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            || (int)response.StatusCode >= 500;
        return passes
            ? new Failed(Again.Later, code, response.Headers.RetryAfter?.Delta)
            : new Failed(Again.Never, code);
    }

    private static bool NeverArrived(HttpRequestException broken) => broken.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
