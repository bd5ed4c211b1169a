using Google.Protobuf;

namespace NnGen.TensorBoard;

/// <summary>Serializes the fields of tensorflow.Event (tensorflow/core/util/event.proto, framework/summary.proto) that scalars need.</summary>
internal static class EventMessage
{
    // Event
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;

    // Summary and Summary.Value
    private const int Value = 1, Tag = 1, SimpleValue = 2;

    /// <summary>Returns the first event of a file.</summary>
    public static byte[] Version(double wallTime) => Message(output =>
    {
        Write(output, wallTime);
        output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>Returns an event with the scalars of one step.</summary>
    public static byte[] Scalars(double wallTime, long step, IEnumerable<(string Tag, float Value)> scalars)
    {
        byte[] summary = Message(output =>
        {
            foreach ((string tag, float value) in scalars)
            {
                Write(output, Value, Message(scalar =>
                {
                    scalar.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
                    scalar.WriteString(tag);
                    scalar.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    scalar.WriteFloat(value);
                }));
            }
        });
        return Message(output =>
        {
            Write(output, wallTime);
            output.WriteTag(Step, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            Write(output, Summary, summary);
        });
    }

    private static void Write(CodedOutputStream output, double wallTime)
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(wallTime);
    }

    private static void Write(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            write(output);
        }
        return bytes.ToArray();
    }
}
