using NnGen;

namespace Pictures;

/// <summary>Maps a gray picture to the probabilities of three classes. For another number of classes, change the last layer.</summary>
[Network(1, Side, Side)]
[Conv2D(8, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(16, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(32, 3, Padding = 1), Relu, MaxPool2D(2)]
[Flatten]
[Dense(32), Relu]
[Dense(3), Softmax]
public sealed partial class ShapeNet
{
    /// <summary>Height and width of a picture, in pixels.</summary>
    public const int Side = 32;
}
