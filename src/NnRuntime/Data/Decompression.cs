using System.IO.Compression;
using NnGen.Files;

namespace NnGen.Data;

/// <summary>Opens files that may be compressed by gzip, and rejects files that are truncated or expand excessively.</summary>
internal static class Decompression
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of the file; its first bytes determine whether it is compressed.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The path is that of a folder, a FIFO, a socket or a device.</exception>
    public static Stream Open(string path)
    {
        FileStream file = InputFile.OpenRead(path);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new Checked(file, path) : file;
    }

    /// <summary>Provides the decompressed bytes up to a multiple of the file size, and verifies that the file is complete.</summary>
    private sealed class Checked : ReadOnlyStream
    {
        // Images and tables compress to a tenth, rarely to a fiftieth; gzip can compress zeros to a thousandth. Small files may expand by any factor.
        private const int MaxRatio = 100, Small = 1 << 20;

        private readonly FileStream _file;
        private readonly string _path;
        private readonly GZipStream _content;
        private readonly long _max;

        // The decompressed bytes. The last ones are held back until the end is known, since they may be the seal.
        private readonly byte[] _buffer = new byte[1 << 16];
        private int _from, _to;
        private bool _ended;
        private long _read;

        public Checked(FileStream file, string path)
        {
            (_file, _path, _max) = (file, path, Math.Max(Small, MaxRatio * file.Length));
            _content = new GZipStream(new Sealed(file), CompressionMode.Decompress);
        }

        public override int Read(Span<byte> buffer)
        {
            int seal = Sealed.Content.Length;
            while (!_ended && _to - _from <= seal)
            {
                _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
                (_from, _to) = (0, _to - _from);
                int read = Decompress(_buffer.AsSpan(_to));
                _ended = read == 0;
                _to += read;
                _read += read;
                if (_read - seal > _max)
                {
                    throw new InvalidDataException($"{_path} has {_file.Length} bytes and expands to more than {_max}, more than {MaxRatio} times as many; decompress it first if that is intended.");
                }
            }
            if (_ended && (_to - _from < seal || !_buffer.AsSpan(_to - seal, seal).SequenceEqual(Sealed.Content)))
            {
                throw new InvalidDataException($"{_path} is damaged: its compressed content is cut off, or other bytes follow it.");
            }
            int given = Math.Min(buffer.Length, _to - _from - seal);
            _buffer.AsSpan(_from, given).CopyTo(buffer);
            _from += given;
            return given;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }
            base.Dispose(disposing);
        }

        private int Decompress(Span<byte> buffer)
        {
            try
            {
                return _content.Read(buffer);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                throw new InvalidDataException($"{_path} is damaged or cut off: after byte {_read} of its content it cannot be decompressed ({exception.Message.TrimEnd('.')}).", exception);
            }
        }
    }

    /// <summary>Appends one more member, with known content, to a gzip file. GZipStream ends silently if a file is truncated or if bytes that are not gzip follow it.
    /// It returns the content of the last member only if all members before it are complete, with valid checksums and lengths.</summary>
    private sealed class Sealed(FileStream file) : ReadOnlyStream
    {
        private static readonly byte[] s_seal = Compress(Content);
        private int _given;

        /// <summary>The content of the last member: neither text nor anything that occurs in images.</summary>
        public static ReadOnlySpan<byte> Content => [0xE7, 0x1D, 0x5A, 0x93, 0x0C, 0xB6, 0x48, 0xFE, 0x21, 0x8F, 0xD4, 0x6B, 0x39, 0xA2, 0x75, 0xC8];

        public override int Read(Span<byte> buffer)
        {
            int read = file.Read(buffer);
            if (read == 0)
            {
                ReadOnlySpan<byte> left = s_seal.AsSpan(_given);
                read = Math.Min(left.Length, buffer.Length);
                left[..read].CopyTo(buffer);
                _given += read;
            }
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }
            base.Dispose(disposing);
        }

        private static byte[] Compress(ReadOnlySpan<byte> content)
        {
            using MemoryStream compressed = new();
            using (GZipStream gzip = new(compressed, CompressionLevel.NoCompression))
            {
                gzip.Write(content);
            }
            return compressed.ToArray();
        }
    }

    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
