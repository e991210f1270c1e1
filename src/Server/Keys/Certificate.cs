using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guanwei.Server.Keys;

/// <summary>The installation says: this public key is this person's, from this instant on. It is signed once and never
/// changed; withdrawing it is a later row of the caller's.</summary>
/// <param name="KeyId">Text form of the reviewer's key id.</param>
/// <param name="Person">Text form of the person's id; no name, so that erasing a name breaks no signature.</param>
/// <param name="PublicKey">04‖x‖y, 65 bytes.</param>
/// <param name="Issued">Whole seconds: databases keep fewer digits than .NET.</param>
/// <param name="Root">Fingerprint of the root key that signed.</param>
/// <param name="Signature">r‖s over <see cref="Canonical"/>.</param>
public sealed record Certificate(
    string KeyId, string Person, byte[] PublicKey, DateTimeOffset Issued, string Root, byte[] Signature)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Certificate Issue(
        RootKey root, string keyId, string person, Sm2PublicKey publicKey, DateTimeOffset now)
    {
        var issued = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var draft = new Certificate(keyId, person, publicKey.Export(), issued, root.Public.Fingerprint, []);
        return draft with { Signature = root.Sign(draft.Canonical()) };
    }

    public bool Verify(Sm2PublicKey root) =>
        Root == root.Fingerprint && root.Verify(Canonical(), Signature);

    /// <summary>
    /// What is signed: UTF-8 JSON, keys in this order, no white space, the instant in Z, bytes as lower-case hex.
    /// </summary>
    public byte[] Canonical()
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "guanwei.certificate.1");
            json.WriteString("key", KeyId);
            json.WriteString("person", Person);
            json.WriteString("publicKey", Convert.ToHexStringLower(PublicKey));
            json.WriteString("issued", Issued.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("root", Root);
            json.WriteEndObject();
        }
        return memory.ToArray();
    }
}
