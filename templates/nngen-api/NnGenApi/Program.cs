using NnGen;
using NnGenApi;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, JsonContext.Default));
builder.Services.AddHealthChecks();
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);   // instead of a dozen lines for each request

// One network serves all requests, since predicting never changes it.
var net = new PlantNet();
net.Load(Path.Combine(AppContext.BaseDirectory, "plants.safetensors"));
builder.Services.AddSingleton(net);

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/species", (Plant plant, PlantNet net) =>
{
    double[] inputs = [plant.LeafLength, plant.LeafWidth, plant.PetalLength, plant.PetalWidth];
    if (!inputs.All(static length => length is > 0 and < 100))
    {
        return Results.Text("Each length must be greater than 0 and less than 100 cm.", statusCode: StatusCodes.Status400BadRequest);
    }
    Prediction prediction = net.Predict(inputs);
    return Results.Ok(new Species(prediction.ClassName, prediction.Probability));
});
app.Run();
