using System.Text;

namespace NnGen.Data;

/// <summary>Marks bytes that are invalid in an encoding, and keeps the first of them.</summary>
internal sealed class InvalidBytes : DecoderFallback
{
    /// <summary>The replacement for such bytes in the text: a code point that is not a character.</summary>
    public const char Mark = '\uFFFF';

    /// <summary>Gets the first invalid bytes; empty if there are none.</summary>
    public byte[] First { get; private set; } = [];

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(InvalidBytes owner) : DecoderFallbackBuffer
    {
        private int _remaining;

        public override int Remaining => _remaining;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.First = owner.First.Length > 0 ? owner.First : [.. bytesUnknown];
            _remaining = 1;
            return true;
        }

        public override char GetNextChar()
        {
            char next = _remaining > 0 ? Mark : '\0';
            _remaining = 0;
            return next;
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _remaining = 0;
    }
}
