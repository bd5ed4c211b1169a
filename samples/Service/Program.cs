using FlowerService;

// Answers predictions over HTTP:  curl -d '{"sepalLength":5.9,"sepalWidth":2.8,"petalLength":4.3,"petalWidth":1.3}' -H 'Content-Type: application/json' localhost:5000/species
// --model FILE is the network, which is trained at the first start if there is no such file. --load measures the service and ends.
bool isLoadTest = args.Contains("--load");
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder([.. args.Where(static argument => argument != "--load")]);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);   // not a line for every request
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, JsonContext.Default));
builder.Services.AddHealthChecks();
string path = builder.Configuration["model"] ?? Path.Combine(AppContext.BaseDirectory, "flowers.safetensors");
try
{
    builder.Services.AddSingleton(new FlowerClassifier(FlowerTraining.LoadOrTrain(path)));
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
if (isLoadTest)
{
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.WebHost.UseUrls("http://127.0.0.1:0");   // a free port
}

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/species", static (Flower flower, FlowerClassifier classifier) => flower.IsPossible()
    ? Results.Ok(classifier.Classify(flower))
    : Results.Text("Each length must be greater than 0 and less than 100 cm.", statusCode: StatusCodes.Status400BadRequest));
if (!isLoadTest)
{
    app.Run();
    return 0;
}

await app.StartAsync();
int result = await new LoadTest(path, app.Services.GetRequiredService<FlowerClassifier>(), new Uri(app.Urls.First())).RunAsync();
await app.StopAsync();
return result;
