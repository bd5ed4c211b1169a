using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ArmTest;

/// <summary>Numbers that one network computed.</summary>
/// <param name="Network">The network.</param>
/// <param name="Name">What the numbers are.</param>
/// <param name="Values">The numbers.</param>
internal sealed record Numbers(string Network, string Name, float[] Values);

/// <summary>What all networks computed on one machine.</summary>
/// <param name="Machine">Processor and width of its vectors.</param>
/// <param name="Numbers">The numbers, in the same order on every machine.</param>
internal sealed record Results(string Machine, IReadOnlyList<Numbers> Numbers)
{
    public static Results OfThisProcess() => new(
        $"{RuntimeInformation.ProcessArchitecture} with vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32)} bits",
        [.. Trials.All.SelectMany(static trial => trial.Run().Select(numbers => new Numbers(trial.Name, numbers.Name, numbers.Values)))]);

    public void Write(string path)
    {
        using BinaryWriter writer = new(File.Create(path));
        writer.Write(Machine);
        writer.Write(Numbers.Count);
        foreach (Numbers numbers in Numbers)
        {
            writer.Write(numbers.Network);
            writer.Write(numbers.Name);
            writer.Write(numbers.Values.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(numbers.Values));
        }
    }

    public static Results Read(string path)
    {
        using BinaryReader reader = new(File.OpenRead(path));
        string machine = reader.ReadString();
        Numbers[] all = new Numbers[reader.ReadInt32()];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new Numbers(reader.ReadString(), reader.ReadString(), new float[reader.ReadInt32()]);
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(all[i].Values.AsSpan()));
        }
        return new Results(machine, all);
    }
}
