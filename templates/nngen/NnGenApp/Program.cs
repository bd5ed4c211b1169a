using NnGen;
using NnGen.Training;
using NnGenApp;

(var train, var test) = PlantTraining.Load(Path.Combine(AppContext.BaseDirectory, "plants.csv"));
PlantNet net = PlantTraining.Train(train, test);
Console.WriteLine($"accuracy on {test.Count} plants that were not used for training: {net.Evaluate(test).Accuracy:P1}");

net.Save("plants.safetensors");

var loaded = new PlantNet();
loaded.Load("plants.safetensors");
Console.WriteLine($"a plant with the lengths 5.1, 3.5, 1.4 and 0.2 is {loaded.Predict([5.1, 3.5, 1.4, 0.2])}");
