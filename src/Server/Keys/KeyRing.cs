using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Guanwei.Server.Keys;

/// <summary>The data keys in use, unwrapped. Immutable and safe for many threads; the highest settled version of a
/// purpose seals, every version opens. Sealed value: format (1) ‖ key version (2, big-endian) ‖ nonce (12) ‖ ciphertext
/// ‖ tag (16).</summary>
public sealed class KeyRing
{
    private const byte Format = 1;
    private const int HeadBytes = 3;
    private const int IndexBytes = 16;
    public const int Overhead = HeadBytes + Sm4Gcm.NonceBytes + Sm4Gcm.TagBytes;

    private readonly FrozenDictionary<(KeyPurpose, ushort), DataKey> keys;
    private readonly FrozenDictionary<KeyPurpose, ushort> current;

    /// <param name="keys">All of them.</param>
    /// <param name="settling">Keys so new that another node may not know them yet: they open, but do not seal.</param>
    public KeyRing(IEnumerable<DataKey> keys, IReadOnlySet<(KeyPurpose, ushort)>? settling = null)
    {
        var all = keys.ToList();
        this.keys = all.ToFrozenDictionary(key => (key.Purpose, key.Version));
        // In a new installation every key is new; its first version seals.
        current = all.GroupBy(key => key.Purpose).ToFrozenDictionary(
            of => of.Key,
            of => of.Select(key => key.Version).Where(version => settling?.Contains((of.Key, version)) is not true)
                .DefaultIfEmpty(of.Min(key => key.Version)).Max());
    }

    /// <summary>Version 1 of every purpose, for a new installation.</summary>
    public static KeyRing New() => new(Enum.GetValues<KeyPurpose>().Select(purpose => DataKey.New(purpose, 1)));

    public IEnumerable<DataKey> Keys => keys.Values;

    public KeyRing With(DataKey key) => new([.. keys.Values, key]);

    public ushort CurrentVersion(KeyPurpose purpose) => current.TryGetValue(purpose, out var version)
        ? version
        : throw new KeyException(KeyTrouble.VersionUnknown, $"{purpose}");

    /// <summary>Which version sealed this; needs no key, so that rotation can look for old ones.</summary>
    public static ushort VersionOf(ReadOnlySpan<byte> data) => data.Length >= Overhead && data[0] == Format
        ? BinaryPrimitives.ReadUInt16BigEndian(data[1..])
        : throw new KeyException(KeyTrouble.SealBroken, "not a sealed value");

    public byte[] Seal(KeyPurpose purpose, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        var version = CurrentVersion(purpose);
        var result = new byte[Overhead + plaintext.Length];
        result[0] = Format;
        BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(1), version);
        var nonce = result.AsSpan(HeadBytes, Sm4Gcm.NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        Cipher(purpose, version).Seal(nonce, Bound(result, aad), plaintext, result.AsSpan(HeadBytes + nonce.Length));
        return result;
    }

    public byte[] Open(KeyPurpose purpose, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> data)
    {
        var cipher = Cipher(purpose, VersionOf(data));
        var plaintext = new byte[data.Length - Overhead];
        var nonce = data.Slice(HeadBytes, Sm4Gcm.NonceBytes);
        return cipher.TryOpen(nonce, Bound(data, aad), data[(HeadBytes + nonce.Length)..], plaintext)
            ? plaintext
            : throw new KeyException(KeyTrouble.SealBroken, $"{purpose} value");
    }

    /// <summary>Bound to its place: the same bytes in another row or column do not open.</summary>
    public SealedField SealField(string table, string column, string rowId, string value) =>
        new(Seal(KeyPurpose.Field, Place(table, column, rowId), Encoding.UTF8.GetBytes(value)));

    public string OpenField(string table, string column, string rowId, SealedField field) =>
        Encoding.UTF8.GetString(Open(KeyPurpose.Field, Place(table, column, rowId), field.Bytes.Span));

    /// <summary>The same value under the current key of its purpose; for the rotation job.</summary>
    public byte[] Renewed(KeyPurpose purpose, string table, string column, string rowId, ReadOnlySpan<byte> data)
    {
        var place = Place(table, column, rowId);
        return Seal(purpose, place, Open(purpose, place, data));
    }

    /// <summary>Finds equal values without opening them: HMAC-SM3 cut to 16 bytes. The caller normalises the value; the
    /// index is named `table.column`, so that equal values of two columns look different.</summary>
    public byte[] BlindIndex(string index, string value) => BlindIndex(index, value, CurrentVersion(KeyPurpose.Index));

    /// <summary>One per key version, newest first: what to search for while a rotation has not finished.</summary>
    public IEnumerable<byte[]> BlindIndexes(string index, string value) => keys.Keys
        .Where(key => key.Item1 == KeyPurpose.Index)
        .OrderByDescending(key => key.Item2)
        .Select(key => BlindIndex(index, value, key.Item2));

    public bool Has(KeyPurpose purpose, int version) => version is > 0 and <= ushort.MaxValue && keys.ContainsKey((purpose, (ushort)version));

    /// <summary>HMAC-SM3 under one version of a purpose's key.</summary>
    public byte[] Mac(KeyPurpose purpose, ushort version, ReadOnlySpan<byte> message) => Sm3.Hmac(Of(purpose, version).Key, message);

    private byte[] BlindIndex(string index, string value, ushort version)
    {
        // The name is digested to a fixed length first: no pair of name and value can be read as another pair.
        byte[] message = [.. Sm3.Digest(Encoding.UTF8.GetBytes(index)), .. Encoding.UTF8.GetBytes(value)];
        return Sm3.Hmac(Of(KeyPurpose.Index, version).Key, message)[..IndexBytes];
    }

    private Sm4Gcm Cipher(KeyPurpose purpose, ushort version) => new(Of(purpose, version).Key);

    private DataKey Of(KeyPurpose purpose, ushort version) => keys.TryGetValue((purpose, version), out var key)
        ? key
        : throw new KeyException(KeyTrouble.VersionUnknown, $"{purpose} version {version}");

    private static byte[] Bound(ReadOnlySpan<byte> data, ReadOnlySpan<byte> aad) => [.. data[..HeadBytes], .. aad];

    private static byte[] Place(string table, string column, string rowId)
    {
        if (table.Contains('|') || column.Contains('|'))
            throw new ArgumentException("The separator | cannot stand in a table's or column's name");
        return Encoding.UTF8.GetBytes($"{table}|{column}|{rowId}");
    }
}
