namespace TileWriter;

/// <summary>The text of a vector width.</summary>
internal static class VectorWidthText
{
    /// <summary>The file of <paramref name="width"/>.</summary>
    public static string Of(VectorWidth width) => Of(width, width.Name, $"Vector{width.Bits}");

    // v is the name of the struct, and x that of the vector of the framework.
    private static string Of(VectorWidth width, string v, string x)
    {
        Template file = $$"""
            {{PrintedFiles.Header}}
            using System.ComponentModel;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.Arm;
            using System.Runtime.Intrinsics.X86;

            namespace NnGen.CompilerServices;

            /// <summary>{{width.Bits}} bits: {{width.Count}} floats.</summary>
            [EditorBrowsable(EditorBrowsableState.Never)]
            public {{(width.Interleaved is null ? "partial " : "")}}struct {{v}}({{x}}<float> value) : ISimd<{{v}}>
            {
                private {{x}}<float> _v = value;

                /// <inheritdoc/>
                public static int Count => {{width.Count}};

                {{Vector(width, x)}}
                /// <inheritdoc/>
                public static int Rows => {{width.Rows}};

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Load(ReadOnlySpan<float> source) => new({{x}}.Create(source));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Load(ReadOnlySpan<float> source, int start)
                {
                    _ = source.Slice(start, {{width.Count}});   // the check alone, so that the start becomes part of the address
                    return new({{x}}.LoadUnsafe(in MemoryMarshal.GetReference(source), (nuint)start));
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} LoadUnsafe(ref readonly float source, int offset) => new({{x}}.LoadUnsafe(in source, (nuint)offset));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly void Store(Span<float> destination) => _v.CopyTo(destination);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly void StoreUnsafe(ref float destination, int offset) => _v.StoreUnsafe(ref destination, (nuint)offset);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} First({{v}} x, int count, float rest) => new({{x}}.ConditionalSelect({{x}}.LessThan({{x}}<float>.Indices, {{x}}.Create((float)count)), x._v, {{x}}.Create(rest)));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly float ToScalar() => _v.ToScalar();

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static implicit operator {{v}}(float value) => new({{x}}.Create(value));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} operator +({{v}} a, {{v}} b) => new(a._v + b._v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} operator -({{v}} a, {{v}} b) => new(a._v - b._v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} operator *({{v}} a, {{v}} b) => new(a._v * b._v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} operator /({{v}} a, {{v}} b) => new(a._v / b._v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} operator -({{v}} a) => new(-a._v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} MultiplyAdd({{v}} a, {{v}} b, {{v}} c) => new({{x}}.MultiplyAddEstimate(a._v, b._v, c._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public void AddProduct({{v}} a, {{v}} b) => _v = {{x}}.MultiplyAddEstimate(a._v, b._v, _v);

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} MultiplyAddUnsafe(ref readonly float a, int index, ref readonly float b, int start, {{v}} c) => new({{x}}.MultiplyAddEstimate({{x}}.Create(Unsafe.Add(ref Unsafe.AsRef(in a), index)), {{x}}.LoadUnsafe(in b, (nuint)start), c._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Max({{v}} a, {{v}} b) => new({{x}}.MaxNative(a._v, b._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Min({{v}} a, {{v}} b) => new({{x}}.MinNative(a._v, b._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Abs({{v}} a) => new({{x}}.Abs(a._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} Sqrt({{v}} a) => new({{x}}.Sqrt(a._v));

            {{Estimates(width)}}

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static bool AnyBeyond({{v}} a, float bound) => {{x}}.GreaterThanAny({{x}}.Abs(a._v), {{x}}.Create(bound));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} WherePositive({{v}} x, {{v}} a, {{v}} b) => new({{x}}.ConditionalSelect({{x}}.GreaterThan(x._v, {{x}}<float>.Zero), a._v, b._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} WhereLess({{v}} a, {{v}} b, {{v}} x, {{v}} y) => new({{x}}.ConditionalSelect({{x}}.LessThan(a._v, b._v), x._v, y._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} WhereGreater({{v}} a, {{v}} b, {{v}} x, {{v}} y) => new({{x}}.ConditionalSelect({{x}}.GreaterThan(a._v, b._v) | ~{{x}}.Equals(a._v, a._v), x._v, y._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} WhereEqual({{v}} a, {{v}} b, {{v}} x, {{v}} y) => new({{x}}.ConditionalSelect({{x}}.Equals(a._v, b._v), x._v, y._v));

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{v}} ScaleByPowerOfTwo({{v}} x, {{v}} n) => new((x._v.AsInt32() + (n._v.AsInt32() << 23)).AsSingle());

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static float Sum({{v}} value) => {{x}}.Sum(value._v);
                {{Halves(width, v, x)}}
            }

            """;
        return file.ToString();
    }

    private static string Vector(VectorWidth width, string x) => width.IsHalf ? $"internal readonly {x}<float> Vector => _v;\n" : "";

    private static string Halves(VectorWidth width, string v, string x)
    {
        if (width.Interleaved is not { } interleaved)
        {
            return "";
        }
        Template methods = $$"""

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public readonly void StoreFirst(Span<float> destination, int count)
            {
                if (count >= Count)
                {
                    Store(destination);
                    return;
                }
                new {{width.Half}}(_v.GetLower()).StoreFirst(destination, count);
                if (count > {{width.Half}}.Count)
                {
                    new {{width.Half}}(_v.GetUpper()).StoreFirst(destination.Slice({{width.Half}}.Count), count - {{width.Half}}.Count);
                }
            }

            {{Unzip(width, v, x, "Even", interleaved.Supported, interleaved.Even)}}

            {{Unzip(width, v, x, "Odd", interleaved.Supported, interleaved.Odd)}}

            {{Zip(width, v, x, "Lower", interleaved.Supported, interleaved.Lower)}}

            {{Zip(width, v, x, "Upper", interleaved.Supported, interleaved.Upper)}}

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static float MaxElement({{v}} value) => {{width.Half}}.MaxElement({{width.Half}}.Max(new {{width.Half}}(value._v.GetLower()), new {{width.Half}}(value._v.GetUpper())));
            """;
        return methods.ToString();
    }

    private static string Interleave(VectorWidth width, string v, string x, string name, string supported, string instructions, string first, string second) => $$"""
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static {{v}} {{name}}({{v}} a, {{v}} b) => new({{supported}}
            ? {{instructions}}
            : {{x}}.Create(
                {{width.Half}}.{{first}}.Vector,
                {{width.Half}}.{{second}}.Vector));
        """;

    // The halves of the result, by the narrower vectors: each from both halves of one vector, or from the same half of both.
    private static string Unzip(VectorWidth width, string v, string x, string name, string supported, string instructions) =>
        Interleave(width, v, x, name, supported, instructions, $"{name}({Halves("a", width)})", $"{name}({Halves("b", width)})");

    private static string Zip(VectorWidth width, string v, string x, string half, string supported, string instructions)
    {
        string halves = $"new {width.Half}(a._v.Get{half}()), new {width.Half}(b._v.Get{half}())";
        return Interleave(width, v, x, $"Interleave{half}", supported, instructions, $"InterleaveLower({halves})", $"InterleaveUpper({halves})");
    }

    private static string Halves(string vector, VectorWidth width) => $"new {width.Half}({vector}._v.GetLower()), new {width.Half}({vector}._v.GetUpper())";

    // Roots and quotients of sixteen floats are slow instructions: estimates of 14 bits and one step of Newton take their place.
    private static string Estimates(VectorWidth width) => width.Bits < 512
        ? $$"""
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static {{width.Name}} SqrtEstimate({{width.Name}} a) => Sqrt(a);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static {{width.Name}} DivideEstimate({{width.Name}} a, {{width.Name}} b) => a / b;
        """
        : """
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V512 SqrtEstimate(V512 a)
            {
                if (!Avx512F.IsSupported)
                {
                    return Sqrt(a);
                }
                Vector512<float> reciprocal = Avx512F.ReciprocalSqrt14(a._v), root = a._v * reciprocal;
                return new(Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(root, root, a._v), reciprocal * Vector512.Create(0.5f), root));
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V512 DivideEstimate(V512 a, V512 b)
            {
                if (!Avx512F.IsSupported)
                {
                    return a / b;
                }
                Vector512<float> reciprocal = Avx512F.Reciprocal14(b._v), quotient = a._v * reciprocal;
                return new(Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(quotient, b._v, a._v), reciprocal, quotient));
            }
        """;
}
