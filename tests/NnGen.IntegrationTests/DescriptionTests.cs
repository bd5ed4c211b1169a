using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>What the main types say of themselves when they are printed or seen in a debugger.</summary>
public class DescriptionTests
{
    [Fact]
    public void Networks_have_a_line_and_a_table()
    {
        Assert.Equal("DescribedImages: 1×8×8 → 4, 466 parameters, 2,968 FLOPs/sample, loss CrossEntropy", DescribedImages.Info.ToString());
        Assert.Equal("""
            #  Layer         Output  Parameters  FLOPs/sample
            ─────────────────────────────────────────────────
            1  Conv2D 3 3×3   3×6×6          30         1,944
            2  Relu           3×6×6           0           108
            3  Flatten          108           0             0
            4  Dense 4            4         436           864
            5  Softmax            4           0            52
            ─────────────────────────────────────────────────
               Total                        466         2,968
            Loss: CrossEntropy.
            """.ReplaceLineEndings("\n"), DescribedImages.Info.Summary());
    }

    [Fact]
    public void Data_have_a_line()
    {
        Assert.Equal("3 samples of 2 inputs, 5 classes", new Dataset<int>(new float[6], [0, 4, 1], 2).ToString());
        Assert.Equal("1 sample of 1 input, 2 classes", new Dataset<int>([1], [0], 1) { ClassNames = ["no", "yes"] }.ToString());
        Assert.Equal("0 samples of 3 inputs, 0 classes", new Dataset<int>([], [], 3).ToString());
        Assert.Equal("2,000 samples of 1 input, 2 targets", new Dataset<float>(new float[2000], new float[4000], 1, 2).ToString());
    }

    [Fact]
    public void Histories_have_a_line()
    {
        TrainingEpoch first = new() { Number = 1, Loss = 1.5f, LearningRate = 0.1f };
        Assert.Equal("no epochs", new TrainingHistory { Epochs = [] }.ToString());
        Assert.Equal("1 epoch: loss 1.5", new TrainingHistory { Epochs = [first] }.ToString());
        TrainingEpoch last = first with { Number = 2, Loss = 0.25f, ValidationLoss = 0.3f, ValidationAccuracy = 0.875 };
        Assert.Equal("2 epochs: loss 1.5 → 0.25, validation loss 0.3 → 0.3, validation accuracy 87.5 %, parameters of epoch 2 restored",
            new TrainingHistory { Epochs = [first, last], RestoredEpoch = 2 }.ToString());
    }

    [Fact]
    public void Evaluations_have_a_line()
    {
        Assert.Matches(@"^loss \d\.\d+, accuracy \d+\.\d % of 4 samples$", new DescribedImages(1).Evaluate(new Dataset<int>(new float[256], [0, 1, 2, 3], 64)).ToString());
        Assert.Matches(@"^loss \S+, mean absolute error \S+, root mean squared error \S+, R² \S+$", new DescribedLine(1).Evaluate(new Dataset<float>([1, 2, 3], [2.5f, 4, 6], 1)).ToString());
    }
}

[Network(1, 8, 8)]
[Conv2D(3, 3), Relu, Flatten]
[Dense(4), Softmax]
internal sealed partial class DescribedImages;

[Network(1)]
[Dense(1)]
internal sealed partial class DescribedLine;
