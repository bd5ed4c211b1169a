using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Layers;

/// <summary>z = W ⋆ x + b, a cross-correlation with W [filters, channels, kernel height, kernel width].</summary>
internal sealed record Conv2DLayer(
    int Filters, int KernelHeight, int KernelWidth, int Stride = 1, int Padding = 0, bool UseBias = true,
    Initializer? WeightInitializer = null, Initializer? BiasInitializer = null)
    : WeightedLayer(UseBias, WeightInitializer, BiasInitializer)
{
    public override string Title => $"Conv2D {Filters} {KernelHeight}×{KernelWidth}{Suffix(Stride, 1, Padding)}";

    public override string? BlockPrefix => "conv";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public static Layer Parse(AttributeArguments arguments)
    {
        int kernel = arguments.Int("kernel", 0);
        return new Conv2DLayer(
            arguments.Int("filters", 0),
            arguments.Int("KernelHeight", kernel),
            arguments.Int("KernelWidth", kernel),
            arguments.Int("Stride", 1),
            arguments.Int("Padding", 0),
            arguments.Bool("UseBias", true),
            arguments.WeightInitializer(),
            arguments.BiasInitializer(arguments.Bool("UseBias", true)));
    }

    public override string ToAttribute() => WithInitializers(new AttributeText("Conv2D").Argument(Filters).Argument(KernelHeight)
        .Property("KernelWidth", KernelWidth, KernelHeight).Property("Stride", Stride, 1).Property("Padding", Padding, 0)).ToString();

    protected override Shape? InferOutput(Shape input, FindingSink findings)
    {
        if (Filters <= 0)
        {
            findings.Add(Descriptors.SizeNotPositive, $"Conv2D({Filters}, {KernelHeight}×{KernelWidth})", Filters);
            return null;
        }
        return IsImage(input, findings) && Fits(input, KernelHeight, KernelWidth, Stride, Padding, findings, Smaller)
            ? new Shape(Filters, Geometry(input).OutputHeight, Geometry(input).OutputWidth)
            : null;
    }

    private Layer? Smaller(long kernel) => this with { KernelHeight = (int)Math.Min(kernel, KernelHeight), KernelWidth = (int)Math.Min(kernel, KernelWidth) };

    // A kernel for which a product is not exact is too large anyway.
    protected override (int[] Shape, int Units, int FanIn, int FanOut) Weight(Shape input)
    {
        int channels = input.Dimensions[0];
        return ([Filters, channels, KernelHeight, KernelWidth], Filters, Area(channels), Area(Filters));

        int Area(int planes) => (int)Math.Min(int.MaxValue, Shape.Product([planes, KernelHeight, KernelWidth]));
    }

    protected override long Flops(Shape input) => 2L * Geometry(input).Taps * Geometry(input).OutputPixels * Filters;

    // Input and output, each with its gradient, in frames.
    protected override long ScratchLength(Shape input)
    {
        int rows = input.Dimensions[1] + (2 * Padding), columns = (int)Math.Min(int.MaxValue, (3L * (input.Dimensions[2] + (2 * Padding))) + Stride);
        return 2 * (Shape.Product([input.Dimensions[0], rows, columns]) + Shape.Product([Filters, rows, columns]));
    }

    // A vector for each weight, or the transforms of tiles.
    protected override long FixedLength(Shape input) => Math.Max(
        Window.MostLanes * Shape.Product([Filters, input.Dimensions[0], KernelHeight, KernelWidth]),
        WinogradShape.Of(Geometry(input), Filters) is { IsFaster: true } tiles ? tiles.GradientBufferLength : 0);

    public override void Lower(LayerScope scope)
    {
        Window window = Geometry(scope.InputShape);
        scope.Add(new ConvolutionOperation(
            scope.Number, scope.Padded(scope.Input, window.PaddedInput), scope.Parameter("weight"), Bias(scope),
            scope.Output("z", TensorLayout.ChannelsHeightWidthBatch), window, scope.MethodName("Conv", "")));
    }

    public override void Pullback(PullbackScope scope)
    {
        Window window = Geometry(scope.InputShape);
        PaddedImage image = scope.WantsInputGradient() ? window.PaddedGradient(Filters) : PaddedImage.Plain(scope.Node.Output.Shape);
        Tensor dz = scope.Padded(scope.OutputGradient, image), weightGradient = scope.Gradient("weight");

        // A vector for each weight, of the widest width that there is.
        Tensor sums = scope.Scratch($"{weightGradient.Name}Sums", Window.MostLanes * weightGradient.Length);
        scope.Add(new ConvolutionWeightGradientOperation(
            scope.Number, scope.Padded(scope.Input, window.PaddedInput), dz, image, sums, weightGradient, BiasGradient(scope), window, scope.MethodName("Conv", "Parameters")));

        if (scope.InputGradient() is { } dx)
        {
            PaddedImage result = window.PaddedInputGradient;
            Tensor padded = result.IsPlain ? dx : scope.Padded(dx, result.Length);
            scope.Add(new ConvolutionInputGradientOperation(scope.Number, dz, scope.Parameter("weight"), padded, window, scope.MethodName("Conv", "Inputs")));
            if (padded != dx)
            {
                scope.Add(new CopyOperation(scope.Number, padded, dx, from: result));
            }
        }
    }

    private Window Geometry(Shape input) => new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], KernelHeight, KernelWidth, Stride, Padding);
}
