using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Networks;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report.Tests;

public sealed class ReportTests(TrainedDigits digits) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-report").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_on_digits_has_all_parts()
    {
        string path = digits.Save("nngen-report.html");
        IHtmlDocument page = HtmlPage.Read(path);
        Assert.Equal("Handwritten digits", page.Title);
        Assert.Equal(["Result", "Training", "Classes", "Worst mistakes", "Layers", "Epochs"], page.QuerySelectorAll("h2").Select(static heading => heading.TextContent));
        Assert.Equal(["Loss", "Accuracy", "Learning rate", "Norm of parameters", "Norm of gradients"], page.QuerySelectorAll("figcaption").Select(static caption => caption.FirstChild!.TextContent));
        Assert.Equal("width=device-width, initial-scale=1", page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"));
        Assert.Contains("prefers-color-scheme: dark", page.QuerySelector("style")!.TextContent);

        Assert.Equal(100, page.QuerySelectorAll(".confusion tbody td").Length);
        Assert.Equal(24, page.QuerySelectorAll(".pictures img").Length);
        Assert.Equal(["Dense 64", "Relu", "Dense 10", "Softmax", "all"], page.QuerySelectorAll("table")[2].QuerySelectorAll("tbody th").Select(static cell => cell.TextContent));
        Assert.Equal(6, page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Length);

        // A mark for each epoch, which says its values.
        Assert.Equal($"training, epoch 1: {Numbers.General(digits.History.Epochs[0].Loss)}", page.QuerySelector("ellipse.c0 title")!.TextContent);
        Assert.True(new FileInfo(path).Length < 200_000, $"The page has {new FileInfo(path).Length} bytes.");
    }

    [Fact]
    public void Values_are_text_and_never_markup()
    {
        const string Evil = "<script>alert(1)</script>\" onload=\"x & y";
        Dataset<int> data = new([0, 0, 0, 1, 1, 0, 1, 1, 3, 4], [0, 1, 1, 0, 2], 2) { ClassNames = [.. Enumerable.Range(0, 30).Select(static i => $"{Evil}{i}")] };
        string path = Path.Combine(_folder, "evil.html");
        new ManyNet(1).SaveReport(path, new TrainingHistory { Epochs = [] }, data, new ReportOptions { Title = Evil });
        IHtmlDocument page = HtmlPage.Read(path);
        Assert.Equal(Evil, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("th"), static cell => cell.TextContent == $"{Evil}29");

        // Too many classes for a matrix.
        Assert.Empty(page.QuerySelectorAll(".confusion"));
        Assert.Contains(page.QuerySelectorAll("p.caption"), static caption => caption.TextContent == "The most frequent mistakes");
    }

    [Fact]
    public void Regression_has_its_errors()
    {
        Dataset<float> data = new([0, 1, 2, 3], [0, 0, 1, 10, 2, 20, 3, 30], 1, 2);
        CurveNet net = new(1);
        TrainingRecorder recorder = TrainingRecorder.Create(net, data);
        TrainingHistory history = net.Fit(data, recorder.Watch(new FitOptions { Epochs = 2 }));
        string path = Path.Combine(_folder, "curve.html");
        net.SaveReport(path, history, data, new ReportOptions { Recorder = recorder, MaxMistakes = 2 });
        IHtmlDocument page = HtmlPage.Read(path);
        Assert.Equal("CurveNet", page.Title);
        Assert.Equal(["Result", "Training", "Largest errors", "Layers", "Epochs"], page.QuerySelectorAll("h2").Select(static heading => heading.TextContent));
        Assert.Equal(["3", "2"], page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody th").Select(static cell => cell.TextContent));
        Assert.Contains(page.QuerySelectorAll("dt"), static fact => fact.TextContent == "R²");
        Assert.DoesNotContain(page.QuerySelectorAll("figcaption"), static caption => caption.TextContent == "Accuracy");
    }

    [Fact]
    public void One_output_that_tells_two_classes_apart()
    {
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2) { ClassNames = ["same", "other"] };
        string path = Path.Combine(_folder, "binary.html");
        new BinaryNet(1).SaveReport(path, new TrainingHistory { Epochs = [] }, data);
        IHtmlDocument page = HtmlPage.Read(path);
        Assert.Equal(4, page.QuerySelectorAll(".confusion tbody td").Length);
        Assert.Contains(page.QuerySelectorAll("th"), static cell => cell.TextContent == "other");
    }

    [Fact]
    public void Images_of_an_image_network_are_drawn_unasked()
    {
        string path = Path.Combine(_folder, "images.html");
        new ImageNet(1).SaveReport(path, new TrainingHistory { Epochs = [] }, Digits.DrawnDigits.Draw(40, 1), new ReportOptions { MaxMistakes = 5 });
        IElement[] images = [.. HtmlPage.Read(path).QuerySelectorAll("img")];
        Assert.Equal(5, images.Length);
        using SkiaSharp.SKBitmap bitmap = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(images[0].GetAttribute("src")!["data:image/png;base64,".Length..]));
        Assert.Equal((28, 28), (bitmap.Width, bitmap.Height));
        Assert.True(bitmap.Pixels.Select(static pixel => pixel.Red).Distinct().Count() > 10);
    }

    [Fact]
    public void Colors_keep_their_channels_and_nan_is_black()
    {
        // Red, green; blue, NaN.
        float[] sample = [1, 0, 0, float.NaN, 0, 1, 0, float.NaN, 0, 0, 1, float.NaN];
        (float least, float greatest) = Picture.Range(sample);
        using SkiaSharp.SKBitmap bitmap = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(Picture.DataUri(sample, [3, 2, 2], least, greatest)["data:image/png;base64,".Length..]));
        Assert.Equal(["#ffff0000", "#ff00ff00", "#ff0000ff", "#ff000000"], bitmap.Pixels.Select(static pixel => pixel.ToString()));
    }

    [Fact]
    public void The_worst_mistakes_are_those_the_network_is_surest_of()
    {
        BinaryNet net = new(1);
        Dataset<float> data = new([.. Enumerable.Range(0, 1200).Select(static i => i * 0.01f - 3)], [.. Enumerable.Range(0, 600).Select(static i => (float)(i % 2))], 2);
        float[] outputs = new float[600];
        net.Forward(data.Inputs, outputs);
        int[] expected = [.. Enumerable.Range(0, 600)
            .Where(i => outputs[i] > 0.5f != (data.Targets[i] == 1))
            .OrderByDescending(i => Math.Abs(outputs[i] - 0.5f)).Take(7)];
        List<Mistake> worst = Mistake.Worst(net, data, classes: true, most: 7);
        Assert.Equal(expected.Select(i => Math.Abs(outputs[i] - 0.5f)), worst.Select(mistake => Math.Abs(outputs[mistake.Sample] - 0.5f)));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_country()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string here = File.ReadAllText(digits.Save("nngen-report-a.html"));
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string there = File.ReadAllText(digits.Save("nngen-report-b.html"));
            Assert.Equal(here[here.IndexOf("<main", StringComparison.Ordinal)..], there[there.IndexOf("<main", StringComparison.Ordinal)..]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Wrong_arguments_say_what_is_wrong()
    {
        Dataset<float> data = new([0, 1], [0], 2);
        BinaryNet net = new(1);
        string path = Path.Combine(_folder, "x.html");
        Assert.Contains("(1, 28, 28), but a sample of BinaryNet has 2 floats", Assert.Throws<ArgumentException>(() => net.SaveReport(path, new TrainingHistory { Epochs = [] }, data, new ReportOptions { ImageShape = [1, 28, 28] })).Message);
        Assert.Contains("3 inputs and 1 targets per sample, but BinaryNet expects 2 and 1", Assert.Throws<ArgumentException>(() => net.SaveReport(path, new TrainingHistory { Epochs = [] }, new Dataset<float>([0, 1, 2], [0], 3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.SaveReport(path, new TrainingHistory { Epochs = [] }, data, new ReportOptions { MaxMistakes = -1 }));
        Assert.Throws<DirectoryNotFoundException>(() => net.SaveReport(Path.Combine(_folder, "no", "x.html"), new TrainingHistory { Epochs = [] }, data));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_left_out_of_charts()
    {
        TrainingEpoch bad = new TrainingEpoch { Loss = float.NaN, Accuracy = double.NaN, ValidationLoss = float.PositiveInfinity, ValidationAccuracy = null, LearningRate = 0.1f, Duration = TimeSpan.Zero, Number = 1 };
        string path = Path.Combine(_folder, "nan.html");
        new BinaryNet(1).SaveReport(path, new TrainingHistory { Epochs = [bad, bad with { Number = 2, Loss = 0.5f }] }, new Dataset<float>([0, 1], [1], 2));
        IHtmlDocument page = HtmlPage.Read(path);
        Assert.Equal(["Loss", "Learning rate"], page.QuerySelectorAll("figcaption").Select(static caption => caption.TextContent));
    }
}
