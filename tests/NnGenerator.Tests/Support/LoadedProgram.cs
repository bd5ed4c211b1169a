using System.Reflection;
using System.Runtime.Loader;

namespace NnGenerator.Tests.Support;

/// <summary>A user's program in memory, in a context that can be unloaded.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("User", isCollectible: true);

    public LoadedProgram(Stream image) => Assembly = _context.LoadFromStream(image);

    public Assembly Assembly { get; }

    /// <summary>Calls a public static method without arguments of the user's program.</summary>
    /// <typeparam name="T">What the method returns.</typeparam>
    /// <param name="type">The full name of its class.</param>
    /// <param name="method">Its name.</param>
    public T Call<T>(string type, string method)
    {
        MethodInfo info = Assembly.GetType(type, throwOnError: true)!.GetMethod(method)
            ?? throw new ArgumentException($"{type} has no public method {method}.", nameof(method));
        return (T)info.Invoke(null, null)!;
    }

    public void Dispose() => _context.Unload();
}
