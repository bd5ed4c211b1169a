using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace NnGenApi.Tests;

public class LoadTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    private static readonly (Plant Plant, string Species)[] s_plants =
    [
        (new(5.0, 3.4, 1.5, 0.2), "fern"),
        (new(5.9, 2.8, 4.3, 1.3), "moss"),
        (new(6.7, 3.0, 5.7, 2.1), "reed"),
    ];

    [Fact]
    public async Task It_is_healthy()
    {
        using HttpClient client = factory.CreateClient();
        Assert.Equal("Healthy", await client.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"leafLength\":1,\"leafWidth\":2,\"petalLength\":3}")]
    [InlineData("{\"leafLength\":1,\"leafWidth\":2,\"petalLength\":3,\"petalwidth\":1,\"petalWidthx\":1}")]
    [InlineData("{\"leafLength\":1,\"leafWidth\":2,\"petalLength\":3,\"petalWidth\":1e39}")]
    [InlineData("{\"leafLength\":1,\"leafWidth\":2,\"petalLength\":3,\"petalWidth\":-5}")]
    public async Task A_request_that_is_not_a_plant_is_refused(string json)
    {
        using HttpClient client = factory.CreateClient();
        using StringContent content = new(json, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/species", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Many_clients_get_the_right_answers()
    {
        const int Clients = 16, Requests = 100;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            using HttpClient client = factory.CreateClient();
            for (int i = 0; i < Requests; i++)
            {
                (Plant plant, string species) = s_plants[(number + i) % s_plants.Length];
                using HttpResponseMessage response = await client.PostAsJsonAsync("/species", plant, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Equal(species, (await response.Content.ReadFromJsonAsync<Species>(TestContext.Current.CancellationToken))?.Name);
            }
        }));
    }
}
