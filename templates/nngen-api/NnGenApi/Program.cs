using NnGen;
using NnGenApi;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, JsonContext.Default));
builder.Services.AddHealthChecks();

// One network serves all requests, since predicting never changes it.
var net = new PlantNet();
net.Load(Path.Combine(AppContext.BaseDirectory, "plants.safetensors"));
builder.Services.AddSingleton(net);

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/species", (Plant plant, PlantNet net) =>
{
    double[] inputs = [plant.LeafLength, plant.LeafWidth, plant.PetalLength, plant.PetalWidth];
    if (!inputs.All(double.IsFinite))
    {
        return Results.BadRequest();
    }
    Prediction prediction = net.Predict(inputs);
    return Results.Ok(new Species(prediction.ClassName, prediction.Probability));
});
app.Run();
