using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>What one pass over the parameters leaves behind: no denormal state, and the same bits when it is cut into ranges and adds up shards.</summary>
public class OptimizerPassTests
{
    // Two whole vectors of 16, and a tail.
    private const int Length = 37;

    public static TheoryData<string> Rules => ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "centered", "adagrad"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void State_is_no_denormal_after_many_steps_without_gradient(string rule)
    {
        Optimizer optimizer = Make(rule);
        float[] parameters = Values(1), gradients = Values(2);
        optimizer.Step(parameters, gradients);
        Assert.All(optimizer.State, static state => Assert.Contains(state.Values.ToArray(), static value => value != 0));

        // 0.999 to the 100,000th is 1e-44, which is a denormal number.
        Array.Clear(gradients);
        for (int step = 0; step < 100_000; step++)
        {
            optimizer.Step(parameters, gradients);
        }
        Assert.All(optimizer.State, static state => Assert.DoesNotContain(state.Values.ToArray(), static value => float.IsSubnormal(value)));
        Assert.All(parameters, static value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_gradient_that_is_no_number_reaches_its_parameter_and_its_state_and_no_other(string rule)
    {
        // One in a vector of any width, one in the tail.
        int[] bad = [3, Length - 1];
        Optimizer optimizer = Make(rule);
        float[] parameters = Values(1), gradients = Values(2);
        Array.ForEach(bad, i => gradients[i] = float.NaN);
        optimizer.Step(parameters, gradients);
        optimizer.Step(parameters, Values(3));
        foreach (float[] values in optimizer.State.Select(static state => state.Values.ToArray()).Append(parameters))
        {
            Assert.All(Enumerable.Range(0, Length), i => Assert.Equal(bad.Contains(i), float.IsNaN(values[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Ranges_of_shards_in_any_order_give_the_bits_of_the_whole_step(string rule)
    {
        Optimizer whole = Make(rule), parts = Make(rule);
        float[] expected = Values(1), parameters = Values(1);
        for (int step = 0; step < 5; step++)
        {
            // Three shards with gaps between them; their sum is taken from the first to the last.
            float[] slabs = [.. Values(3 * step), 9, 9, 9, .. Values((3 * step) + 1), 9, 9, 9, .. Values((3 * step) + 2), 9, 9, 9];
            float[] gradients = [.. Enumerable.Range(0, Length).Select(i => slabs[i] + slabs[i + Length + 3] + slabs[i + (2 * (Length + 3))])];
            GradientShards shards = new(slabs, 3, Length + 3);
            whole.Step(expected, gradients);
            parts.BeginStep(Length);
            parts.StepRange(parameters, shards, 32, Length);
            parts.StepRange(parameters, shards, 0, 16);
            parts.StepRange(parameters, shards, 16, 32);

            shards.Sum(slabs, 0, Length);
            Assert.Equal(gradients, slabs[..Length]);
        }
        Assert.Equal(expected, parameters);
        Assert.NotEqual(Values(1), parameters);
        Assert.Equal(whole.StepCount, parts.StepCount);
        Assert.All(whole.State.Zip(parts.State), static pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));
    }

    private static float[] Values(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static Optimizer Make(string rule) => rule switch
    {
        "sgd" => new Sgd(0.1f, weightDecay: 0.01f),
        "momentum" => new Sgd(0.1f, momentum: 0.9f, dampening: 0.2f),
        "nesterov" => new Sgd(0.1f, momentum: 0.9f, nesterov: true),
        "adam" => new Adam(0.01f),
        "adamw" => new AdamW(0.01f),
        "rmsprop" => new RmsProp(0.01f, smoothing: 0.999f, momentum: 0.5f),
        "centered" => new RmsProp(0.01f, smoothing: 0.999f, momentum: 0.5f, centered: true),
        _ => new Adagrad(0.1f, learningRateDecay: 0.01f),
    };
}
