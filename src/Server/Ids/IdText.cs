namespace Guanwei.Server.Ids;

/// <summary>
/// Text form of an id: prefix, underscore, 26 characters of lower-case Crockford base32 (no i, l, o, u).
/// </summary>
public static class IdText
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    public static string Write<TId>(TId id) where TId : struct, IEntityId<TId> => Write(TId.Prefix, id.Value);

    public static string Write(string prefix, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }
        return $"{prefix}_{text}";
    }

    public static bool TryParse<TId>(string? text, out TId id) where TId : struct, IEntityId<TId>
    {
        id = default;
        var prefix = TId.Prefix;
        if (text is null || text.Length != prefix.Length + 1 + Length || text[prefix.Length] != '_'
            || !text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }
        var number = UInt128.Zero;
        var first = true;
        foreach (var c in text.AsSpan(prefix.Length + 1))
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            // 26 digits hold 130 bits; a first digit above 7 would overflow 128.
            if (digit < 0 || (first && digit > 7))
            {
                return false;
            }
            number = (number << 5) | (uint)digit;
            first = false;
        }
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        id = TId.From(new Guid(bytes, bigEndian: true));
        return true;
    }
}
