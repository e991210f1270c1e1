namespace Guanwei.Server.Keys;

/// <summary>What a data key is for; stored as text.</summary>
public enum KeyPurpose
{
    Field,
    File,
    /// <summary>WeChat secrets and tokens, TOTP seeds, wrapped signing keys.</summary>
    Secret,
    Backup,
    DataProtection,
    Audit,
    /// <summary>
    /// Blind indexes: apart from <see cref="Field"/>, because a new version changes every index value.
    /// </summary>
    Index,
}

/// <summary>One SM4 key of one purpose. Its row keeps (purpose, version, <see cref="Wrapped"/>).</summary>
public sealed class DataKey
{
    private readonly byte[] key;

    private DataKey(KeyPurpose purpose, ushort version, byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfZero(version);
        (Purpose, Version, this.key) = (purpose, version, key);
    }

    public KeyPurpose Purpose { get; }
    public ushort Version { get; }
    internal ReadOnlySpan<byte> Key => key;

    public static DataKey New(KeyPurpose purpose, ushort version) => new(purpose, version, Sm4Gcm.NewKey());

    public byte[] Wrapped(MasterKey master) => master.Wrap(Place(Purpose, Version), key);

    public static DataKey Unwrap(MasterKey master, KeyPurpose purpose, ushort version, ReadOnlySpan<byte> wrapped) =>
        new(purpose, version, master.Unwrap(Place(purpose, version), wrapped));

    private static string Place(KeyPurpose purpose, ushort version) => $"data-key|{purpose}|{version}";
}
