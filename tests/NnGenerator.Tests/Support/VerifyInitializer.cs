using System.Runtime.CompilerServices;
using VerifyTests;

namespace NnGenerator.Tests.Support;

/// <summary>Teaches the Verify packages what a generator driver is. Compiled with -p:UseVerify=true alone.</summary>
internal static class VerifyInitializer
{
    [ModuleInitializer]
    public static void Initialize() => VerifySourceGenerators.Initialize();
}
