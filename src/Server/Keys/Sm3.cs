using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Guanwei.Server.Keys;

/// <summary>
/// SM3, the Chinese national digest (GB/T 32905-2016), and HMAC over it. An instance digests in pieces.
/// </summary>
public sealed class Sm3
{
    public const int DigestBytes = 32;
    private const int BlockBytes = 64;

    [ThreadStatic] private static SM3Digest? idle;
    private readonly SM3Digest digest = new();

    public void Append(ReadOnlySpan<byte> data) => digest.BlockUpdate(data);

    /// <summary>The digest of all that was appended; the instance then starts anew.</summary>
    public byte[] Finish()
    {
        var result = new byte[DigestBytes];
        digest.DoFinal(result);
        return result;
    }

    public static byte[] Digest(ReadOnlySpan<byte> data)
    {
        var result = new byte[DigestBytes];
        Digest(data, result);
        return result;
    }

    /// <summary>Allocates nothing: for chains of many short entries.</summary>
    public static void Digest(ReadOnlySpan<byte> data, Span<byte> result)
    {
        var mine = idle ??= new SM3Digest();
        mine.BlockUpdate(data);
        mine.DoFinal(result);
    }

    public static string Hex(ReadOnlySpan<byte> data)
    {
        Span<byte> result = stackalloc byte[DigestBytes];
        Digest(data, result);
        return Convert.ToHexStringLower(result);
    }

    public static string Hex(string text) => Hex(Encoding.UTF8.GetBytes(text));

    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var mac = new byte[DigestBytes];
        Hmac(key, data, mac);
        return mac;
    }

    /// <summary>HMAC (RFC 2104, GM/T 0042-2015) without allocations.</summary>
    public static void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        Span<byte> inner = stackalloc byte[DigestBytes];
        block.Clear();
        if (key.Length > BlockBytes)
            Digest(key, block);
        else
            key.CopyTo(block);

        var mine = idle ??= new SM3Digest();
        Flip(block, 0x36);
        mine.BlockUpdate(block);
        mine.BlockUpdate(data);
        mine.DoFinal(inner);

        Flip(block, 0x36 ^ 0x5c);
        mine.BlockUpdate(block);
        mine.BlockUpdate(inner);
        mine.DoFinal(mac);
        block.Clear();
    }

    private static void Flip(Span<byte> block, byte mask)
    {
        foreach (ref var b in block)
            b ^= mask;
    }
}
