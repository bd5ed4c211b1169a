using NnGen.Optimizers;

namespace ArmTest;

/// <summary>The networks that are compared.</summary>
internal static class Trials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial.Values<HiddenRelu>(), Trial.Values<HiddenLeakyRelu>(), Trial.Values<HiddenLeakyReluNegative>(), Trial.Values<HiddenElu>(),
        Trial.Values<HiddenEluHalf>(), Trial.Values<HiddenSelu>(), Trial.Values<HiddenGelu>(), Trial.Values<HiddenGeluTanh>(),
        Trial.Values<HiddenSilu>(), Trial.Values<HiddenMish>(), Trial.Values<HiddenSigmoid>(), Trial.Values<HiddenHardSigmoid>(),
        Trial.Values<HiddenHardSwish>(), Trial.Values<HiddenTanh>(), Trial.Values<HiddenSoftplus>(), Trial.Values<HiddenSoftsign>(),
        Trial.Classes<Equal>(),
        Trial.Classes<EqualSmall>(static () => new Adam()),
        Trial.Values<OneUnit>(), Trial.Classes<Wide>(), Trial.Classes<Smoothed>(),
        Trial.Values<Binary>(static () => new RmsProp()),
        Trial.Values<ManyBinary>(), Trial.Values<Absolute>(), Trial.Values<Robust>(), Trial.Values<SoftmaxInside>(),
        Trial.Values<LogSoftmaxSquared>(), Trial.Classes<SoftmaxLogarithm>(), Trial.Classes<SoftmaxDropped>(), Trial.Values<SoftmaxOf5>(),
        Trial.Values<SoftmaxOf17>(), Trial.Values<SoftmaxOf40>(), Trial.Values<ActivationFirst>(), Trial.Classes<Dropped>(),
        Trial.Values<DropoutLast>(), Trial.Values<OneByOne>(), Trial.Values<Normal>(),
        Trial.Values<Large>(static () => new Sgd(0.01, 0.9)),
        Trial.Classes<LongRows>(static () => new AdamW()),
        Trial.Values<Convolved>(), Trial.Classes<Padded>(), Trial.Values<TwoConvolutions>(), Trial.Values<Strided>(), Trial.Values<StridedByThree>(),
        Trial.Values<Oblong>(), Trial.Values<StrideBeyondKernel>(), Trial.Classes<OneByOneKernel>(), Trial.Values<WideKernel>(),
        Trial.Values<WideImage>(), Trial.Classes<Overlapping>(), Trial.Values<Averaged>(), Trial.Values<PooledTanh>(), Trial.Values<TallAndWide>(),
        Trial.Values<NineColumns>(), Trial.Values<PoolSkips>(), Trial.Classes<DroppedImages>(), Trial.Values<FlattenFirst>(),
        Trial.Values<ImageActivation>(),
        Trial.Classes<LeNetLike>(static () => new Adagrad()),
        Trial.Classes<LeNet>(), Trial.Classes<Tiled>(), Trial.Function<OnlyRelu, float>(), Trial.Function<OnlyLeakyRelu, float>(),
        Trial.Function<OnlyLeakyReluNegative, float>(), Trial.Function<OnlyElu, float>(), Trial.Function<OnlyEluHalf, float>(),
        Trial.Function<OnlySelu, float>(), Trial.Function<OnlyGelu, float>(), Trial.Function<OnlyGeluTanh, float>(),
        Trial.Function<OnlySilu, float>(), Trial.Function<OnlyMish, float>(), Trial.Function<OnlySigmoid, float>(),
        Trial.Function<OnlyHardSigmoid, float>(), Trial.Function<OnlyHardSwish, float>(), Trial.Function<OnlyTanh, float>(),
        Trial.Function<OnlySoftplus, float>(), Trial.Function<OnlySoftsign, float>(), Trial.Function<OnlySoftmax, float>(),
        Trial.Function<ShortSoftmax, float>(), Trial.Function<OnlyLogSoftmax, float>(), Trial.Function<OnlyMaxPool, float>(),
        Trial.Function<OverlappingMaxPool, float>(), Trial.Function<OnlyAveragePool, float>(),
    ];
}
