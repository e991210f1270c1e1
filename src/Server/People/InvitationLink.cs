using System.Text;
using Guanwei.Server.Keys;

namespace Guanwei.Server.People;

/// <summary>
/// The secret in a link: 128 bits made from the installation's index key and the operation or job that sends it, so
/// that a second click or a second try says the same link, while the database holds its digest only.
/// </summary>
public static class InvitationLink
{
    private const string Index = "invitations.link";

    public static string Token(KeyRing keys, object source) =>
        Convert.ToHexStringLower(keys.BlindIndex(Index, source.ToString()!));

    /// <summary>The token that a digest was made of, though the key may have been rotated since.</summary>
    public static string? Token(KeyRing keys, object source, byte[] digest) => keys
        .BlindIndexes(Index, source.ToString()!).Select(Convert.ToHexStringLower)
        .FirstOrDefault(token => Digest(token).AsSpan().SequenceEqual(digest));

    public static byte[] Digest(string token) => Sm3.Digest(Encoding.UTF8.GetBytes(token));

    public static string Path(string token) => $"/invitation/{token}";
}
