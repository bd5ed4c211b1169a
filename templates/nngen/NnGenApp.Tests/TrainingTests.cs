using NnGen;
using NnGen.Data;
using NnGen.Training;
using Xunit;

namespace NnGenApp.Tests;

public class TrainingTests
{
    private static readonly (Dataset<int> Train, Dataset<int> Test) s_data = PlantTraining.Load(Path.Combine(AppContext.BaseDirectory, "plants.csv"));
    private static readonly PlantNet s_net = PlantTraining.Train(s_data.Train, s_data.Test, TrainingProgress.Silent);

    [Fact]
    public void Most_plants_are_recognized() => Assert.True(s_net.Evaluate(s_data.Test).Accuracy > 0.9);

    [Fact]
    public void Training_is_reproducible() => Assert.Equal(s_net.Parameters.ToArray(), PlantTraining.Train(s_data.Train, s_data.Test, TrainingProgress.Silent).Parameters.ToArray());

    [Fact]
    public void A_loaded_network_predicts_the_same()
    {
        string path = Path.GetTempFileName();
        try
        {
            s_net.Save(path);
            var loaded = new PlantNet();
            loaded.Load(path);
            Assert.Equal(s_net.Predict(s_data.Test).Select(prediction => prediction.ToString()), loaded.Predict(s_data.Test).Select(prediction => prediction.ToString()));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
