// What the compiler looks for and netstandard2.0 lacks.

namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
