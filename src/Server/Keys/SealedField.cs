namespace Guanwei.Server.Keys;

/// <summary>
/// A column's sealed value (<see cref="KeyRing.SealField"/>). Equal when the bytes are; prints no content.
/// </summary>
public readonly struct SealedField(ReadOnlyMemory<byte> bytes) : IEquatable<SealedField>
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public bool IsEmpty => Bytes.IsEmpty;

    public ushort KeyVersion => KeyRing.VersionOf(Bytes.Span);

    public bool Equals(SealedField other) => Bytes.Span.SequenceEqual(other.Bytes.Span);
    public override bool Equals(object? obj) => obj is SealedField other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    public static bool operator ==(SealedField left, SealedField right) => left.Equals(right);
    public static bool operator !=(SealedField left, SealedField right) => !left.Equals(right);

    public override string ToString() => IsEmpty ? "" : $"sealed, key version {KeyVersion}";
}
