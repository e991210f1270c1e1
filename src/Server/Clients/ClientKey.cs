using System.Security.Cryptography;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Clients;

/// <summary>A program's key as it is handed over once: gw_ and 52 characters of chance (260 bits).</summary>
public static class ClientKey
{
    public const string Prefix = "gw_";
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 52;

    public static string New() => Prefix + RandomNumberGenerator.GetString(Letters, Length);

    public static bool IsOne(string text) =>
        text.Length == Prefix.Length + Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    public static string DigestOf(string key) => Sm3.Hex(key);
}
