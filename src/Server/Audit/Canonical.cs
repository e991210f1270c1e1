using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Guanwei.Server.Audit;

/// <summary>
/// The canonical bytes of an entry and of a checkpoint, as docs/audit.md defines them for everybody: UTF-8 JSON without
/// spaces, keys in this order, whole numbers only, instants in Z with milliseconds, strings escaped only where JSON
/// demands it.
/// </summary>
public sealed class Canonical
{
    private readonly ArrayBufferWriter<byte> bytes = new(1024);
    private bool first = true;

    /// <summary>Valid until the next call on this instance.</summary>
    public ReadOnlySpan<byte> Entry(AuditEntry entry, long? number, byte[]? mac)
    {
        Start();
        Whole("v"u8, 1);
        Whole("number"u8, number);
        Text("id"u8, entry.Id.ToString());
        Instant("at"u8, entry.At);
        Text("actor"u8, entry.ActorKind.ToString());
        Text("person"u8, entry.Person?.ToString());
        Text("appointment"u8, entry.Appointment?.ToString());
        Text("client"u8, entry.Client);
        Text("why"u8, entry.Why);
        Text("via"u8, entry.Via.ToString());
        Text("verb"u8, entry.Verb);
        Text("object_kind"u8, entry.ObjectKind);
        Text("object_id"u8, entry.ObjectId);
        Text("agency"u8, entry.Agency?.ToString());
        Text("rules"u8, entry.Rules);
        Text("operation"u8, entry.Operation.ToString());
        Text("outcome"u8, entry.Outcome);
        Text("reasons"u8, entry.Reasons);
        Text("before"u8, entry.Before);
        Text("after"u8, entry.After);
        Text("mac"u8, mac is null ? null : Convert.ToHexStringLower(mac));
        return End();
    }

    public ReadOnlySpan<byte> Checkpoint(AuditCheckpoint checkpoint)
    {
        Start();
        Whole("v"u8, 1);
        Whole("checkpoint"u8, checkpoint.Id);
        Whole("number"u8, checkpoint.Number);
        Text("hash"u8, Convert.ToHexStringLower(checkpoint.Hash));
        Instant("at"u8, checkpoint.At);
        Text("previous"u8, Convert.ToHexStringLower(checkpoint.Previous));
        return End();
    }

    public ReadOnlySpan<byte> Head(long number, ReadOnlySpan<byte> hash, int checkpoint)
    {
        Start();
        Whole("v"u8, 1);
        Whole("head"u8, number);
        Text("hash"u8, Convert.ToHexStringLower(hash));
        Whole("checkpoint"u8, checkpoint);
        return End();
    }

    private void Start()
    {
        bytes.ResetWrittenCount();
        first = true;
        bytes.Write("{"u8);
    }

    private ReadOnlySpan<byte> End()
    {
        bytes.Write("}"u8);
        return bytes.WrittenSpan;
    }

    private void Key(ReadOnlySpan<byte> name)
    {
        bytes.Write(first ? "\""u8 : ",\""u8);
        bytes.Write(name);
        bytes.Write("\":"u8);
        first = false;
    }

    private void Whole(ReadOnlySpan<byte> name, long? value)
    {
        Key(name);
        if (value is not { } whole)
        {
            bytes.Write("null"u8);
            return;
        }
        Utf8Formatter.TryFormat(whole, bytes.GetSpan(20), out var length);
        bytes.Advance(length);
    }

    private void Instant(ReadOnlySpan<byte> name, DateTimeOffset at) =>
        Text(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        Key(name);
        if (value is null)
        {
            bytes.Write("null"u8);
            return;
        }
        bytes.Write("\""u8);
        var rest = value.AsSpan();
        for (int at; (at = rest.IndexOfAny(escaped)) >= 0; rest = rest[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(rest[..at], bytes);
            Escape(rest[at]);
        }
        Encoding.UTF8.GetBytes(rest, bytes);
        bytes.Write("\""u8);
    }

    private static readonly SearchValues<char> escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private void Escape(char c) => bytes.Write(c switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)c:x4}"),
    });
}
