using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Guanwei.Sandbox.Sms;

/// <summary>
/// An SMS gateway with a signed JSON interface: POST {id, to, text}; the head carries the app, a timestamp in seconds
/// and HMAC-SHA256 over "timestamp LF body" in hexadecimal. A repeated id is answered like the first, not sent again.
/// </summary>
internal sealed class SmsGateway(Secrets secrets, TimeProvider clock) : IOtherSide
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, bool> _sent = new();

    public string Name => "sms";

    public string Path => "/sms/send";

    public Reply RateLimited => Refusal(1003, "too many requests");

    public Reply BadSignature => Refusal(1001, "signature mismatch");

    public Reply Judge(HttpRequest request, string body)
    {
        if (!IsSigned(request, body))
            return BadSignature;
        if (Read(body) is not { } sms || sms.Id.Length == 0 || sms.Text.Length == 0)
            return Refusal(1004, "malformed message");
        if (sms.To.Length is < 6 or > 16 || sms.To.Any(c => !char.IsAsciiDigit(c) && c != '+'))
            return Refusal(1002, "invalid number");
        return new Reply(
            StatusCodes.Status200OK, new { code = 0, message = "ok" }, Accepted: _sent.TryAdd(sms.Id, true));
    }

    private bool IsSigned(HttpRequest request, string body)
    {
        string? stamp = request.Headers["X-Timestamp"];
        if (request.Headers["X-App"] != secrets.SmsApp
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > ClockSkew)
            return false;
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secrets.SmsSecret), Encoding.UTF8.GetBytes($"{stamp}\n{body}"));
        return Convert.ToHexStringLower(expected) == request.Headers["X-Signature"];
    }

    private static Sms? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Sms>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Reply Refusal(int code, string message) => new(StatusCodes.Status200OK, new { code, message });

    private sealed record Sms(string Id, string To, string Text);
}
