using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>z = W ⋆ x + b, a cross-correlation with W [filters, channels, kernel height, kernel width].</summary>
internal sealed record Conv2DLayer(
    int Filters, int KernelHeight, int KernelWidth, int Stride = 1, int Padding = 0, bool UseBias = true,
    Initializer? WeightInitializer = null, Initializer? BiasInitializer = null) : Layer
{
    public override string Title => $"Conv2D {Filters} {KernelHeight}×{KernelWidth}{Suffix(Stride, 1, Padding)}";

    public override string? BlockPrefix => "conv";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public override bool IsLinear => true;

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

    public override Shape? InferOutput(Shape input, FindingSink findings)
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

    // Initializers are not written again: whoever chose some chooses the kernel too.
    private string? Smaller(long kernel) => WeightInitializer is { Kind: not InitializerKind.Default } || BiasInitializer is { Kind: not InitializerKind.Zeros }
        ? null
        : $"Conv2D({Filters}, {kernel}{(Stride == 1 ? "" : $", Stride = {Stride}")}{(Padding == 0 ? "" : $", Padding = {Padding}")}{(UseBias ? "" : ", UseBias = false")})";

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input, Layer? next)
    {
        int channels = input.Dimensions[0], fanIn = Area(channels), fanOut = Area(Filters);
        ParameterSpec weight = new("weight", new([Filters, channels, KernelHeight, KernelWidth]), Fitting(WeightInitializer, next), fanIn, fanOut);
        return UseBias
            ? [weight, new("bias", new([Filters]), Fitting(BiasInitializer, InitializerKind.Zeros), fanIn, fanOut)]
            : [weight];

        // A kernel for which this is not exact is too large anyway.
        int Area(int planes) => (int)Math.Min(int.MaxValue, Shape.Product([planes, KernelHeight, KernelWidth]));
    }

    public override long Flops(Shape input) => 2L * Geometry(input).Taps * Geometry(input).OutputPixels * Filters;

    // Input and output, each with its gradient, in frames.
    public override long ScratchLength(Shape input)
    {
        int rows = input.Dimensions[1] + (2 * Padding), columns = (int)Math.Min(int.MaxValue, (3L * (input.Dimensions[2] + (2 * Padding))) + Stride);
        return 2 * (Shape.Product([input.Dimensions[0], rows, columns]) + Shape.Product([Filters, rows, columns]));
    }

    public override long FixedLength(Shape input) => Window.MostLanes * Shape.Product([Filters, input.Dimensions[0], KernelHeight, KernelWidth]);

    public override void Forward(LayerScope scope)
    {
        Window window = Geometry(scope.Node.Input);
        scope.Add(new ConvolutionOperation(
            scope.Padded(scope.Input, window.PaddedInput), scope.Parameter("weight"), UseBias ? scope.Parameter("bias") : null,
            scope.Output("z", TensorLayout.ChannelsHeightWidthBatch), window, scope.MethodName("Conv", "")));
    }

    public override void Backward(LayerScope scope)
    {
        Window window = Geometry(scope.Node.Input);
        PaddedImage image = scope.WantsInputGradient ? window.PaddedGradient(Filters) : PaddedImage.Plain(scope.Node.Output);
        Tensor dz = scope.Padded(scope.OutputGradient, image), weightGradient = scope.Gradient("weight");

        // A vector for each weight, of the widest width that there is.
        Tensor sums = scope.Scratch($"{weightGradient.Name}Sums", Window.MostLanes * weightGradient.Length);
        scope.Add(new ConvolutionWeightGradientOperation(
            scope.Padded(scope.Input, window.PaddedInput), dz, image, sums, weightGradient, UseBias ? scope.Gradient("bias") : null, window, scope.MethodName("Conv", "Parameters")));

        if (scope.InputGradient() is { } dx)
        {
            PaddedImage result = window.PaddedInputGradient;
            Tensor padded = result.IsPlain ? dx : scope.Padded(dx, result.Length);
            scope.Add(new ConvolutionInputGradientOperation(dz, scope.Parameter("weight"), padded, window, scope.MethodName("Conv", "Inputs")));
            if (padded != dx)
            {
                scope.Add(new UnpadOperation(padded, dx, result));
            }
        }
    }

    private Window Geometry(Shape input) => new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], KernelHeight, KernelWidth, Stride, Padding);
}
