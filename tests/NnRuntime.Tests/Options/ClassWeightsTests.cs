using NnGen.Data;
using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Weights with which all classes contribute equally.</summary>
public class ClassWeightsTests
{
    // compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 0, 0, 1, 2, 2]) of scikit-learn 1.5: [0.66666667, 2, 1].
    [Fact]
    public void Are_those_of_scikit_learn() => Assert.Equal([2 / 3f, 2, 1], ClassWeights.Balanced(new Dataset<int>(new float[6], [0, 0, 0, 1, 2, 2], 1)));

    [Fact]
    public void A_class_without_samples_does_not_count()
    {
        Assert.Equal([1, 0, 1, 0], ClassWeights.Balanced(new Dataset<int>(new float[4], [0, 2, 2, 0], 1) { ClassNames = ["a", "b", "c", "d"] }));
        Assert.Equal([1, 0, 1], ClassWeights.Balanced(new Dataset<int>(new float[4], [0, 2, 2, 0], 1)));
    }

    [Fact]
    public void Data_without_classes_are_refused()
    {
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(static () => ClassWeights.Balanced(new Dataset<int>([], [], 1))).Message, StringComparison.Ordinal);
        Assert.Contains("The target of sample 1 is -1", Assert.Throws<ArgumentException>(static () => ClassWeights.Balanced(new Dataset<int>(new float[2], [0, -1], 1))).Message, StringComparison.Ordinal);
    }
}
