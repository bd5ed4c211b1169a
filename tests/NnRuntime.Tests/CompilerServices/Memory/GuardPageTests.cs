using System.Reflection;
using System.Runtime.CompilerServices;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGenerator.Tests.Support;

namespace NnGen.Tests.Memory;

/// <summary>No public method that emitted code calls touches memory that is not its own, whatever sizes it is given, unless its name ends
/// with Unsafe.</summary>
public class GuardPageTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public async Task Wrong_sizes_are_exceptions(int width) => await Machine.RunAt(width, typeof(GuardedCalls));

    [Fact]
    public void Every_public_method_is_called()
    {
        HashSet<string> called = [.. CompilerServicesCalls.All().Select(static call => call.Method)];
        string[] methods = [.. PublicMethods()];
        Assert.Contains("Tile8x2<V512>.MultiplyAccumulate/8", methods);
        Assert.Empty(methods.Except(called));
        Assert.Empty(called.Except(methods));
    }

    private static IEnumerable<string> PublicMethods()
    {
        IEnumerable<Type> types = typeof(AlignedMemory).Assembly.GetExportedTypes()
            .Where(static type => !type.IsInterface && (type.Namespace == typeof(AlignedMemory).Namespace || type == typeof(Workspace) || type == typeof(Xoshiro256)))
            .SelectMany(static type => type.IsGenericTypeDefinition ? new[] { typeof(V1), typeof(V128), typeof(V256), typeof(V512) }.Select(v => type.MakeGenericType(v)) : [type]);
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (Type type in types)
        {
            IEnumerable<MethodBase> members = [.. type.GetMethods(own).Where(static method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute))), .. type.GetConstructors(own)];
            foreach (MethodBase method in members)
            {
                // Unsafe says so. Of the others those are asked that are given memory or a size.
                if (!method.Name.EndsWith("Unsafe", StringComparison.Ordinal) && method.GetParameters().Any(static parameter => TakesMemoryOrSize(parameter.ParameterType)))
                {
                    yield return CompilerServicesCalls.Name(type, method.Name, method.GetParameters().Length);
                }
            }
        }
    }

    private static bool TakesMemoryOrSize(Type type)
    {
        Type element = type.IsByRef ? type.GetElementType()! : type;
        return element.IsByRefLike || type.IsByRef || element == typeof(int) || element == typeof(uint) || element == typeof(long);
    }
}
