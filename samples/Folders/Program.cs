using System.Globalization;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;
using Pictures;

// Classifies pictures in folders that are named as their classes: those of the folder that is given, or shapes that are drawn into a temporary folder.
if (args.Length > 1)
{
    Console.Error.WriteLine($"There are {args.Length} arguments; pass one folder, in quotes if its name has spaces, or none.");
    return 2;
}
string folder = args is [var given] ? given : Path.Combine(Path.GetTempPath(), "nngen-shapes");
try
{
    if (args.Length == 0)
    {
        DrawnShapes.Draw(folder, picturesOfEach: 200, seed: 1);
    }
    return Classify(folder);
}
catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine(error.Message);   // it names the file or the folder
    return 2;
}

static int Classify(string folder)
{
    PictureFile[] files = PictureFile.Find(folder);
    Dataset<int> pictures = Dataset.Classification(files, static file => PictureFile.Read(file.Path, ShapeNet.Side), static file => file.ClassName);
    Print($"{folder}: {pictures.Count} pictures of the classes {string.Join(", ", pictures.ClassNames)}");
    if (pictures.ClassNames.Count != ShapeNet.OutputLength)
    {
        throw new InvalidDataException($"{folder} has {pictures.ClassNames.Count} classes, but ShapeNet has {ShapeNet.OutputLength} outputs; change its last layer to [Dense({pictures.ClassNames.Count}), Softmax].");
    }

    (Dataset<int> train, Dataset<int> validation) = pictures.StratifiedSplit(0.8, seed: 1);
    Normalization normalization = Normalization.StandardScore(train);
    var net = new ShapeNet(seed: 1);
    IBatchSource<int> varied = normalization.Apply(train).Augment(new ImageShape(1, ShapeNet.Side, ShapeNet.Side), new RandomShift(2), new RandomRotation(90));
    net.Fit(varied, new FitOptions { Epochs = 25, Seed = 1, Optimizer = new AdamW(learningRate: 2e-3f), Progress = TrainingProgress.Silent });

    // The network knows the normalization: it takes pixels as they are read.
    ClassificationEvaluation result = net.Evaluate(validation);
    Print($"accuracy on the {validation.Count} pictures for validation: {100 * result.Accuracy:F1} %");
    for (int c = 0; c < validation.ClassNames.Count; c++)
    {
        int right = result.ConfusionMatrix[c, c], all = Enumerable.Range(0, validation.ClassNames.Count).Sum(predicted => result.ConfusionMatrix[c, predicted]);
        Print($"  {validation.ClassNames[c],-12}{right,4} of {all}");
    }

    // Sample numbers are those of the files, since parts keep the numbers of the original data.
    string picture = files[validation.SampleNumbers[0]].Path;
    Print($"{picture}: {net.Predict(PictureFile.Read(picture, ShapeNet.Side))}");
    return result.Accuracy > 0.9 ? 0 : 1;
}

// Writes numbers with a decimal point, regardless of the culture.
static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
