using System.IO.Compression;

namespace NnRuntime.Data;

/// <summary>Opens files that may be compressed by gzip, and refuses those that would fill the memory from next to nothing.</summary>
internal static class Decompression
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; what it begins with says whether it is compressed.</param>
    public static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new Bounded(file, path) : file;
    }

    /// <summary>Decompressed bytes, up to a multiple of the file.</summary>
    private sealed class Bounded(FileStream file, string path) : Stream
    {
        // Images and tables shrink to a tenth, seldom to a fiftieth; gzip can shrink zeros to a thousandth. Small files may be anything.
        private const int MostPerByte = 100, Small = 1 << 20;

        private readonly GZipStream _content = new(file, CompressionMode.Decompress);
        private readonly long _most = Math.Max(Small, MostPerByte * file.Length);
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = _content.Read(buffer);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                throw new InvalidDataException($"{path} is damaged: behind byte {_read} of its content it cannot be decompressed ({exception.Message.TrimEnd('.')}).", exception);
            }
            _read += read;
            return _read <= _most
                ? read
                : throw new InvalidDataException($"{path} has {file.Length} bytes and expands to more than {_most}, more than {MostPerByte} times as many; decompress it first if that is meant.");
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
