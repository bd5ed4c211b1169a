namespace PackageTests;

/// <summary>A project with one reference, to the package of event files.</summary>
public sealed class LogTests(Feed feed)
{
    [Fact]
    public void Event_files_need_no_graphics_library()
    {
        Consumer consumer = new(feed, "log");
        consumer.Write("App.csproj", Consumer.Project().Replace("\"NnGen\"", "\"NnGen.TensorBoard\"", StringComparison.Ordinal));
        consumer.Write("Program.cs", """
            using NnGen;
            using NnGen.Data;
            using NnGen.TensorBoard;
            using NnGen.Training;

            var data = new Dataset<float>(new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, targets: [0, 1, 1, 0], inputLength: 2);
            var net = new Xor(seed: 1);
            using var log = new TensorBoardLog("runs");
            net.Fit(data, log.Watch(new FitOptions { Epochs = 3, Progress = TrainingProgress.Silent }, net, data));
            Console.WriteLine($"{new FileInfo(log.Path).Length > 500} {log.Failure is null}");

            [Network(2)]
            [Dense(8), Tanh]
            [Dense(1), Sigmoid]
            public sealed partial class Xor;
            """);
        Assert.Contains("True True", consumer.Succeed("run"), StringComparison.Ordinal);
        string restored = consumer.Read("obj/project.assets.json");
        Assert.Contains("\"Google.Protobuf/", restored, StringComparison.Ordinal);
        Assert.DoesNotContain("Skia", restored, StringComparison.Ordinal);
        Assert.DoesNotContain("ScottPlot", restored, StringComparison.Ordinal);
    }
}
