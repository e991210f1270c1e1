using System.Security.Cryptography;
using CsCheck;
using Guanwei.Server.Files;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Files;

public sealed class SealedFileTests
{
    private const int Chunk = SealedFile.ChunkBytes;
    private const int SealedChunk = SealedFile.SealedChunkBytes;
    private static readonly KeyRing Ring = KeyRing.New();
    private static readonly Guid Id = Guid.Parse("01936b1e-2f00-7000-8000-0000000000aa");

    // Around every border of the format: none, one, a full chunk, one more, several.
    private static readonly int[] Sizes = [0, 1, 15, 16, 17, 1000, Chunk - 1, Chunk, Chunk + 1, 3 * Chunk, 3 * Chunk + 7];

    public static TheoryData<int> EverySize => [.. Sizes];

    private static byte[] Content(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31 + i / 251))];

    private static byte[] Sealed(byte[] content, Guid? id = null, KeyRing? ring = null)
    {
        using var target = new MemoryStream();
        var digest = SealedFile.Seal(
            new MemoryStream(content), target, id ?? Id, ring ?? Ring, long.MaxValue, CancellationToken.None);
        Assert.True(digest.IsCompletedSuccessfully);
        return target.ToArray();
    }

    private static byte[] Opened(byte[] file, Guid? id = null, KeyRing? ring = null)
    {
        using var stream = SealedFile.OpenRead(new MemoryStream(file), id ?? Id, ring ?? Ring);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static void Refused(byte[] file) => Assert.Throws<KeyException>(() => Opened(file));

    [Theory]
    [MemberData(nameof(EverySize))]
    public async Task What_was_sealed_opens_again_and_is_digested_on_the_way(int size)
    {
        var content = Content(size);
        using var target = new MemoryStream();
        var digest = await SealedFile.Seal(
            new Trickle(content), target, Id, Ring, size, TestContext.Current.CancellationToken);

        Assert.NotNull(digest);
        Assert.Equal(size, digest.Size);
        Assert.Equal(SHA256.HashData(content), digest.Sha256);
        Assert.Equal(Sm3.Digest(content), digest.Sm3);
        Assert.Equal(content, Opened(target.ToArray()));
    }

    [Fact]
    public async Task Content_longer_than_the_limit_is_not_taken()
    {
        foreach (var size in Sizes.Where(size => size > 0))
            Assert.Null(await SealedFile.Seal(new MemoryStream(Content(size)), Stream.Null, Id, Ring, size - 1,
                TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Any_range_reads_the_same_as_from_the_content()
    {
        var content = Content(3 * Chunk + 7);
        var file = Sealed(content);
        Gen.Select(Gen.Int[0, content.Length + 10], Gen.Int[0, 2 * Chunk]).Array[1, 6].Sample(ranges =>
        {
            using var stream = SealedFile.OpenRead(new MemoryStream(file), Id, Ring);
            foreach (var (from, count) in ranges)
            {
                stream.Seek(from, SeekOrigin.Begin);
                var buffer = new byte[count];
                var read = stream.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
                Assert.Equal(content.Skip(from).Take(count), buffer.Take(read));
            }
            Assert.Equal(content.Length, stream.Length);
            Assert.Equal(content[^1], LastByte(stream));
        }, iter: 40);
    }

    private static int LastByte(Stream stream)
    {
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte();
    }

    [Fact]
    public void Any_flipped_bit_anywhere_in_a_small_file_is_noticed()
    {
        var file = Sealed(Content(40));
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(file);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Equal(Content(40), Opened(file));
    }

    [Fact]
    public void Any_flipped_bit_in_a_large_file_is_noticed()
    {
        var file = Sealed(Content(2 * Chunk + 9));
        Gen.Int[0, file.Length * 8 - 1].Sample(bit =>
        {
            byte[] changed = [.. file];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(changed);
        }, iter: 200);
    }

    [Fact]
    public void A_small_file_cut_at_any_byte_is_noticed_before_anything_is_read()
    {
        var file = Sealed(Content(40));
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<KeyException>(() => SealedFile.OpenRead(new MemoryStream(file[..length]), Id, Ring));
    }

    [Fact]
    public void A_large_file_cut_anywhere_is_noticed_before_anything_is_read()
    {
        var file = Sealed(Content(3 * Chunk + 7));
        var borders = Enumerable.Range(0, 4).SelectMany(chunk => new[] { -1, 0, 1, 15, 16, 17 }
            .Select(near => SealedFile.HeaderBytes + chunk * SealedChunk + near));
        Assert.All(borders, length =>
            Assert.Throws<KeyException>(() => SealedFile.OpenRead(new MemoryStream(file[..length]), Id, Ring)));
        Gen.Int[0, file.Length - 1].Sample(length =>
            Assert.Throws<KeyException>(() => SealedFile.OpenRead(new MemoryStream(file[..length]), Id, Ring)), iter: 200);
    }

    [Fact]
    public void Appended_bytes_are_noticed_before_anything_is_read()
    {
        var tails = new[] { 1, 15, 16, 17, Chunk, SealedChunk, SealedChunk + 1 };
        foreach (var size in Sizes)
        {
            var file = Sealed(Content(size));
            Assert.All(tails, tail => Assert.Throws<KeyException>(() =>
                SealedFile.OpenRead(new MemoryStream([.. file, .. new byte[tail]]), Id, Ring)));
        }
    }

    [Fact]
    public void Chunks_in_another_order_left_out_or_doubled_are_noticed()
    {
        var file = Sealed(Content(4 * Chunk));
        byte[][] chunks = [.. file[SealedFile.HeaderBytes..].Chunk(SealedChunk)];
        Gen.Int[0, 3].Array[0, 6].Where(order => !order.SequenceEqual([0, 1, 2, 3])).Sample(order =>
            Refused([.. file[..SealedFile.HeaderBytes], .. order.SelectMany(index => chunks[index])]), iter: 60);
    }

    [Fact]
    public void A_chunk_or_header_of_another_file_is_noticed_even_at_its_own_place()
    {
        var (one, two) = (Sealed(Content(2 * Chunk)), Sealed(Content(2 * Chunk)));
        foreach (var border in new[] { SealedFile.HeaderBytes, SealedFile.HeaderBytes + SealedChunk })
        {
            Refused([.. one[..border], .. two[border..]]);
            Refused([.. two[..border], .. one[border..]]);
        }
    }

    [Fact]
    public void A_file_under_another_id_or_ring_does_not_open()
    {
        var file = Sealed(Content(10));
        var other = Guid.Parse("01936b1e-2f00-7000-8000-0000000000ab");
        Assert.Throws<KeyException>(() => Opened(file, id: other));
        Assert.Throws<KeyException>(() => Opened(file, ring: KeyRing.New()));
        // Also not when its header was made to say the other id.
        file[8 + 15] ^= 1;
        Assert.Throws<KeyException>(() => Opened(file, id: other));
    }

    [Fact]
    public void Equal_content_is_sealed_differently_each_time() =>
        Assert.NotEqual(Sealed(Content(100))[SealedFile.HeaderBytes..], Sealed(Content(100))[SealedFile.HeaderBytes..]);

    [Fact]
    public void Rotation_renews_the_header_and_leaves_the_chunks()
    {
        var file = Sealed(Content(Chunk + 5));
        var rotated = Ring.With(DataKey.New(KeyPurpose.File, 2));
        byte[] renewed =
            [.. SealedFile.RenewedHeader(new MemoryStream(file), Id, rotated), .. file[SealedFile.HeaderBytes..]];

        Assert.Equal(1, SealedFile.KeyVersion(new MemoryStream(file)));
        Assert.Equal(2, SealedFile.KeyVersion(new MemoryStream(renewed)));
        Assert.Equal(Content(Chunk + 5), Opened(renewed, ring: rotated));
        Assert.Throws<KeyException>(() => Opened(renewed));
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + (int)(Position * 7 % 9000))], cancellationToken);
    }
}
