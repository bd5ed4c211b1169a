namespace NnGen.Safetensors;

/// <summary>Recognizes files that are commonly mistaken for safetensors by their first bytes.</summary>
internal static class FileSignature
{
    private const string Convert = "convert it in Python: safetensors.torch.save_file(torch.load(\"model.pt\", map_location=\"cpu\", weights_only=True), \"model.safetensors\"), where the file must hold a state_dict";

    /// <summary>Returns what the file is and what to do; null if it is not recognized.</summary>
    /// <param name="start">The first bytes of the file, at most eight.</param>
    public static string? Describe(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\x3\x4"u8) ? $"a zip archive, as torch.save (.pt, .pth) writes it; {Convert}"
        : start is [0x80, >= 2 and <= 5, ..] ? $"a pickle, as older versions of torch.save (.pt, .pth) write it; {Convert}"
        : start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) ? "an HDF5 file, as Keras writes it; save its weights as safetensors in Python"
        : start.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M']) ? "a NumPy array; save it with safetensors.numpy.save_file"
        : start.StartsWith("GGUF"u8) ? "a GGUF file; load the safetensors that it was made from"
        : start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "a gzip file; decompress it first"
        : start.StartsWith("version "u8) ? "a Git LFS pointer; run 'git lfs pull' to get the file itself"
        : start.StartsWith("<!DOC"u8) || start.StartsWith("<!doc"u8) || start.StartsWith("<html"u8) ? "a web page; download the file itself"
        : null;
}
