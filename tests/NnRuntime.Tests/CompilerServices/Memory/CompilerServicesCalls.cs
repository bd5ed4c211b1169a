using NnGen.CompilerServices;
using NnGen.Data;

namespace NnGen.Tests.Memory;

/// <summary>A call of every public method that touches memory or takes a size, with the arguments that emitted code would pass it.</summary>
internal static class CompilerServicesCalls
{
    public static List<(string Method, Action<RandomSizes> Run)> All()
    {
        List<(string, Action<RandomSizes>)> calls = [];
        AddVectors<V1>(calls);
        AddVectors<V128>(calls);
        AddVectors<V256>(calls);
        AddVectors<V512>(calls);
        AddScalars(calls);
        return calls;
    }

    /// <summary>A method as <see cref="CoverageTests"/> names it.</summary>
    public static string Name(Type type, string method, int parameters) =>
        $"{(type.IsGenericType ? $"{type.Name.Split('`')[0]}<{type.GetGenericArguments()[0].Name}>" : type.Name)}.{method}/{parameters}";

    private static void AddVectors<V>(List<(string, Action<RandomSizes>)> calls)
        where V : struct, ISimd<V>
    {
        void Add(string method, int parameters, Action<RandomSizes> run) => calls.Add((Name(typeof(V), method, parameters), run));
        void Static(Type type, string method, int parameters, Action<RandomSizes> run) => calls.Add((Name(type, method, parameters), run));

        Add("Load", 1, static d => V.Load(d.Floats(V.Count)));
        Add("Load", 2, static d => V.Load(d.Floats(V.Count + 3), d.Size(3)));
        Add("Store", 1, static d => ((V)1f).Store(d.Floats(V.Count)));
        Add("StoreFirst", 2, static d =>
        {
            int count = d.Choose(0, V.Count);
            ((V)1f).StoreFirst(d.Floats(count), d.Size(count));
        });
        Add("First", 3, static d => V.First(1f, d.Size(V.Count), 2f));

        Static(typeof(Elementary), "SoftmaxTerms", 2, static d => Elementary.SoftmaxTerms<V>(1f, d.Size(V.Count)));

        AddTile<Tile8x1<V>, V>(calls);
        AddTile<Tile8x2<V>, V>(calls);
        AddTile<Tile4x4<V>, V>(calls);
        AddTile<Tile6x2<V>, V>(calls);
        AddTile<Tile1x8<V>, V>(calls);
        AddTile<Tile8x3<V>, V>(calls);

        Static(typeof(Tiling), "Width", 1, static d => Tiling.Width<Tile1x8<V>>(d.Size(d.Choose(1, 999))));
        Static(typeof(Tiling), "Split", 1, static d => Tiling.Split<V>(d.Size(d.Choose(0, 100))));
        Static(typeof(Tiling), "Part", 5, static d => Tiling.Part<V>(d.Size(50), d.Size(100), d.Size(10), d.Size(20), d.Size(8)));
        Static(typeof(Tiling), "Filters", 1, static d => Tiling.Filters<V>(d.Size(d.Choose(0, 100))));
        Static(typeof(Tiling), "Fits8x3", 1, static d => Tiling.Fits8x3<V>(d.Size(d.Choose(0, 100))));
        Static(typeof(ChannelsHeightWidthBatch), "GroupSize", 2, static d => ChannelsHeightWidthBatch.GroupSize<V>(d.Size(d.Choose(0, 100)), d.Size(d.Choose(50, 100))));
        Static(typeof(ChannelsHeightWidthBatch), "BlockSize", 2, static d => ChannelsHeightWidthBatch.BlockSize<V>(d.Size(d.Choose(0, 100)), d.Size(64)));
        Static(typeof(ChannelsHeightWidthBatch), "Sum", 2, static d =>
        {
            int sums = d.Choose(0, 9);
            ChannelsHeightWidthBatch.Sum<V>(d.Floats(sums * V.Count), d.Floats(sums));
        });
        Static(typeof(ChannelsHeightWidthBatch), "SumChannels", 3, static d =>
        {
            int channels = d.Choose(1, 4), pixels = d.Choose(1, 7);
            ChannelsHeightWidthBatch.SumChannels<V>(d.Floats(d.Choose(0, 3) * channels * pixels * V.Count), d.Size(pixels), d.Floats(channels));
        });
        Static(typeof(MatrixVector), "AddProducts", 7, static d =>
        {
            int columns = V.Count + d.Choose(0, 20), rows = d.Choose(0, 9), samples = d.Choose(1, 4), stride = rows + d.Choose(0, 3), distance = columns + d.Choose(0, 3);
            MatrixVector.AddProducts<V>(d.Floats(((samples - 1) * stride) + rows), d.Size(stride), d.Floats(rows * columns), d.Floats(((samples - 1) * distance) + columns), d.Size(distance), d.Size(columns), d.Size(samples));
        });
        ImageCalls.Add<V>(Static);
    }

    private static void AddTile<T, V>(List<(string, Action<RandomSizes>)> calls)
        where T : struct, ITile<T>
        where V : struct, ISimd<V>
    {
        void Add(string method, int parameters, Action<RandomSizes> run) => calls.Add((Name(typeof(T), method, parameters), run));

        Add("Repeat", 1, static d => T.Repeat(d.Floats(d.Choose(V.Count, T.Columns))));
        Add("RepeatDown", 1, static d => T.RepeatDown(d.Floats(T.Rows)));
        Add("MultiplyAccumulate", 8, static d =>
        {
            T tile = default;
            int width = d.Choose(V.Count, T.Columns), count = d.Choose(1, 9), stride = d.Choose(0, 9), next = d.Choose(1, 9), step = d.Choose(1, 40);
            tile.MultiplyAccumulate(d.Floats(((T.Rows - 1) * stride) + ((count - 1) * next) + 1), d.Size(stride), d.Size(next), d.Floats(((count - 1) * step) + width), d.Size(step), d.Size(width), d.Size(count), d.Choose(0, 1) == 1);
        });
        Add("MultiplyAccumulateRows", 5, static d =>
        {
            T tile = default;
            int count = d.Choose(1, 9), stride = d.Choose(0, 9), pitch = d.Choose(0, 40);
            tile.MultiplyAccumulateRows(d.Floats(((T.Rows - 1) * stride) + count), d.Size(stride), d.Floats((((T.Columns / V.Count) - 1) * pitch) + count - 1 + V.Count), d.Size(pitch), d.Size(count));
        });
        Add("MultiplyAccumulateElementwise", 5, static d =>
        {
            T tile = default;
            int count = d.Choose(0, 5), stride = d.Choose(0, 40);
            int[] offsets = [.. Enumerable.Range(0, 8).Select(_ => d.Choose(0, 10))];
            tile.MultiplyAccumulateElementwise(d.Floats(((T.Rows - 1) * stride) + (count * V.Count)), d.Size(stride), d.Floats(10 + (count * V.Count)), d.Ints(offsets), d.Size(count));
        });
        Add("Load", 3, static d =>
        {
            int width = d.Choose(V.Count, T.Columns), stride = d.Choose(0, 40);
            T.Load(d.Floats(((T.Rows - 1) * stride) + width), d.Size(stride), d.Size(width));
        });
        Add("Store", 3, static d =>
        {
            int width = d.Choose(V.Count, T.Columns), stride = d.Choose(0, 40);
            default(T).Store(d.Floats(((T.Rows - 1) * stride) + width), d.Size(stride), d.Size(width));
        });
    }

    private static void AddScalars(List<(string, Action<RandomSizes>)> calls)
    {
        void Add(Type type, string method, int parameters, Action<RandomSizes> run) => calls.Add((Name(type, method, parameters), run));

        Add(typeof(Matrix), "Transpose", 4, static d =>
        {
            int rows = d.Choose(0, 40), columns = d.Choose(0, 40);
            Matrix.Transpose(d.Floats(rows * columns), d.Size(rows), d.Size(columns), d.Floats(rows * columns));
        });
        Add(typeof(MatrixPanels), "ArePacked", 1, static d => MatrixPanels.ArePacked(d.Size(d.Choose(0, 99))));
        Add(typeof(MatrixPanels), ".ctor", 6, static d =>
        {
            int columns = d.Choose(8, 99), width = d.Choose(8, columns), rows = d.Choose(1, 99), terms = d.Choose(1, 99);
            MatrixPanels panels = new(d.Floats(terms * columns), d.Size(columns), d.Size(width), 0, d.Size(rows), MatrixPanels.ArePacked(rows) ? new float[MatrixPanels.Length] : default);
            for (int i = 0; i < 100 && panels.MoveNext(); i++)
            {
            }
        });
        Add(typeof(MatrixPanels), "Transposed", 6, static d =>
        {
            int columns = d.Choose(8, 99), width = d.Choose(8, columns), terms = d.Choose(1, 99);
            MatrixPanels panels = MatrixPanels.Transposed(d.Floats(terms * columns), d.Size(terms), d.Size(width), 0, d.Size(d.Choose(1, 99)), d.Floats(MatrixPanels.Length));
            for (int i = 0; i < 100 && panels.MoveNext(); i++)
            {
            }
        });
        Add(typeof(GradientPanels), "ArePacked", 1, static d => GradientPanels.ArePacked(d.Size(d.Choose(0, 99))));
        Action<RandomSizes> gradient = static d =>
        {
            int columns = d.Choose(8, 99), width = d.Choose(8, columns), block = d.Choose(1, 9), rows = block * d.Choose(1, 20), samples = d.Choose(0, 99);
            int left = rows + d.Choose(0, 3), right = columns + d.Choose(0, 3);
            GradientPanels panels = new(
                d.Floats(Math.Max(0, ((samples - 1) * left) + rows)), d.Size(left), d.Floats(Math.Max(0, ((samples - 1) * right) + columns)), d.Size(right),
                d.Size(columns), d.Size(width), d.Size(block), d.Size(samples), 0, d.Size(rows), GradientPanels.ArePacked(samples) ? new float[GradientPanels.Length] : default);
            for (int i = 0; i < 100 && panels.MoveNext(); i++)
            {
                _ = panels.Samples > 0 ? panels.Left(panels.From) : default;
            }
        };
        Add(typeof(GradientPanels), ".ctor", 11, gradient);
        Add(typeof(GradientPanels), "Left", 1, gradient);
        Add(typeof(Columns), "Sum", 4, static d =>
        {
            int rows = d.Choose(0, 9), length = d.Choose(1, 40), stride = length + d.Choose(0, 3);
            Columns.Sum(d.Floats(rows == 0 ? 0 : ((rows - 1) * stride) + length), d.Size(rows), d.Size(stride), d.Floats(length));
        });
        Add(typeof(Elementwise), "Value", 2, static d =>
        {
            int length = d.Choose(0, 40);
            Elementwise.Value<InfinityToNaN>(d.Floats(length), d.Floats(length));
        });
        Add(typeof(Elementwise), "Sum", 3, static d =>
        {
            int length = d.Choose(0, 40);
            Elementwise.Sum(d.Floats(length), d.Floats(length), d.Floats(length));
        });
        Add(typeof(Elementwise), "TimesDerivative", 4, static d =>
        {
            int length = d.Choose(0, 40);
            Elementwise.TimesDerivative<Identity>(d.Floats(length), d.Choose(0, 1) == 0 ? default : d.Floats(length), d.Choose(0, 1) == 0 ? default : d.Floats(length), d.Floats(length));
        });
        Add(typeof(ClassWeightedCrossEntropy), "Row", 6, static d =>
        {
            int classes = d.Choose(1, 40);
            ClassWeightedCrossEntropy.Row(d.Floats(classes), d.Size(classes - 1), d.Floats(classes), 0.1, 1f, d.Floats(classes));
        });
        Add(typeof(ArgMax), "Rows", 4, static d =>
        {
            int rows = d.Choose(0, 5), length = d.Choose(1, 9), stride = length + d.Choose(0, 3);
            ArgMax.Rows(d.Floats(rows == 0 ? 0 : ((rows - 1) * stride) + length), d.Size(stride), d.Size(length), d.Ints(rows));
        });
        Add(typeof(ArgMax), "Positive", 2, static d =>
        {
            int rows = d.Choose(0, 5);
            ArgMax.Positive(d.Floats(rows), d.Ints(rows));
        });
        Add(typeof(DropoutMask), "Apply", 6, static d =>
        {
            int rows = d.Choose(0, 5), length = d.Choose(1, 9);
            DropoutMask.Apply(d.Floats(rows * length), d.Floats(rows * length), d.Size(length), (uint)d.Size(7), 0.5, new TrainingStep(1, 2, d.Size(3), 1));
        });
        Add(typeof(PointwiseLoss), "Value", 6, static d =>
        {
            int rows = d.Choose(0, 5), length = d.Choose(1, 20), stride = length + d.Choose(0, 2);
            PointwiseLoss.Value<SquaredError>(d.Floats(rows * stride), d.Size(stride), d.Floats(rows * length), d.Size(length), d.Choose(0, 1) == 0 ? default : d.Floats(rows), 1);
        });
        Add(typeof(PointwiseLoss), "ValueAndDerivative", 8, static d =>
        {
            int rows = d.Choose(0, 5), length = d.Choose(1, 20), stride = length + d.Choose(0, 2), other = d.Choose(0, 1) == 0 ? stride : length + d.Choose(0, 2);
            PointwiseLoss.ValueAndDerivative<SquaredError>(
                d.Floats(rows * stride), d.Size(stride), d.Floats(rows * length), d.Size(length), d.Choose(0, 1) == 0 ? default : d.Floats(rows), 1, d.Floats(rows * other), d.Size(other));
        });
        Add(typeof(ChannelsHeightWidthBatch), "RoundUp", 2, static d => ChannelsHeightWidthBatch.RoundUp(d.Size(d.Choose(0, 40)), d.Size(d.Choose(1, 16))));
        Add(typeof(ChannelsHeightWidthBatch), "MaxRoundedUp", 1, static d => ChannelsHeightWidthBatch.MaxRoundedUp(d.Size(d.Choose(0, 40))));
        Add(typeof(AlignedMemory), ".ctor", 1, static d =>
        {
            int length = d.Size(d.Choose(0, 40));
            if (length < 1 << 20 || length > AlignedMemory.MaxLength)
            {
                AlignedMemory memory = new(length);
                memory.Span.Fill(1);
                Assert.Equal(length + AlignedMemory.TailPadding, memory.WithTailPadding.Length);
            }
        });
        Add(typeof(PaddedImage), ".ctor", 7, static d => _ = new PaddedImage(d.Size(1), 1, 1, 0, 0, 0, 1));
        Add(typeof(RowPanel), ".ctor", 8, static d => _ = new RowPanel(d.Size(1), 1, 1, 1, 1, 1, 1, 1));
        Add(typeof(WinogradShape), ".ctor", 7, static d => _ = new WinogradShape(d.Size(1), 4, 4, 0, 1, 2, 2));
        Add(typeof(PoolWindow), ".ctor", 6, static d => _ = new PoolWindow(d.Size(1), 1, 1, 1, 1, 0));
        ArgumentCalls.Add(Add);
        Add(typeof(Workspace), ".ctor", 1, static d =>
        {
            int length = d.Size(d.Choose(0, 40));
            if (length < 1 << 20)
            {
                _ = new Workspace(length);
            }
        });
        Add(typeof(WorkspaceLease), "Rent", 4, static d =>
        {
            int length = d.Choose(0, 40);
            using WorkspaceLease lease = WorkspaceLease.Rent(new Workspace(length), d.Size(length), 1, out Span<float> scratch);
            scratch.Fill(1);
        });
        Add(typeof(WorkspaceLease), "Share", 3, static d =>
        {
            int length = d.Choose(0, 40);
            WorkspaceLease.Share(new Workspace(length), d.Size(length), 1).Fill(1);
        });

        Add(typeof(Initializers), "GlorotUniform", 5, static d => Initializers.GlorotUniform(d.Floats(9), d.Size(3), d.Size(3), 1, 2));
        Add(typeof(Initializers), "GlorotNormal", 5, static d => Initializers.GlorotNormal(d.Floats(9), d.Size(3), d.Size(3), 1, 2));
        Add(typeof(Initializers), "HeUniform", 5, static d => Initializers.HeUniform(d.Floats(9), d.Size(3), d.Size(3), 1, 2));
        Add(typeof(Initializers), "HeNormal", 5, static d => Initializers.HeNormal(d.Floats(9), d.Size(3), d.Size(3), 1, 2));
        Add(typeof(Initializers), "Constant", 2, static d => Initializers.Constant(d.Floats(9), 1));
        Add(typeof(Xoshiro256), ".ctor", 2, static d => _ = new Xoshiro256(d.Size(1), d.Size(2)));
        Add(typeof(Xoshiro256), "NextInt", 1, static d => new Xoshiro256(1).NextInt(d.Size(3)));
        Add(typeof(Xoshiro256), "Shuffle", 1, static d => new Xoshiro256(1).Shuffle(d.Ints(9)));
    }

    private readonly struct SquaredError : IPointwiseLoss
    {
        public static V Value<V>(V y, V t)
            where V : struct, ISimd<V> => (y - t) * (y - t);

        public static V Derivative<V>(V y, V t)
            where V : struct, ISimd<V> => y - t;
    }
}
