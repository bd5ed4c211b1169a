using NnGen.CompilerServices;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Images that are changed at random.</summary>
public class AugmentationTests
{
    private static readonly ImageShape s_shape = new(2, 5, 4);

    [Fact]
    public void A_change_depends_on_seed_epoch_and_sample_alone()
    {
        Dataset<int> data = Images(40);
        IBatchSource<int> source = data.Augment(s_shape, new RandomShift(1), new RandomRotation(20), new GaussianNoise(0.1));
        Dictionary<long, float[]> images = Read(source, new BatchReadOptions { BatchSize = 7, Seed = 1, Epoch = 3 });
        Assert.Equal(40, images.Count);
        foreach (IBatchSource<int> other in new[] { source.Prefetch(), source })
        {
            Dictionary<long, float[]> again = Read(other, new BatchReadOptions { BatchSize = 16, Seed = 1, Epoch = 3, Shuffle = false });
            Assert.All(images, image => Assert.Equal(image.Value, again[image.Key]));
        }
        Assert.All(Read(source, new BatchReadOptions { BatchSize = 7, Seed = 1, Epoch = 4 }), image => Assert.NotEqual(images[image.Key], image.Value));
        Assert.All(Read(source, new BatchReadOptions { BatchSize = 7, Seed = 2, Epoch = 3 }), image => Assert.NotEqual(images[image.Key], image.Value));
        Assert.Equal(Images(40).Inputs.ToArray(), data.Inputs.ToArray());
    }

    [Fact]
    public void A_shift_moves_whole_pixels()
    {
        float[] image = [.. Enumerable.Range(1, s_shape.Length).Select(static i => (float)i)], moved = new float[image.Length];
        HashSet<(int, int)> shifts = [];
        for (int seed = 0; seed < 300; seed++)
        {
            new RandomShift(1).Apply(image, moved, s_shape, new Xoshiro256(seed));

            // The pixel in the middle of the first plane stays inside, and says where all others went.
            int at = Array.IndexOf(moved, image[9]), down = (at / 4) - 2, right = (at % 4) - 1;
            Assert.True(shifts.Add((down, right)) || shifts.Count <= 9);
            for (int i = 0; i < moved.Length; i++)
            {
                (int y, int x) = ((i / 4 % 5) - down, (i % 4) - right);
                Assert.Equal(y is >= 0 and < 5 && x is >= 0 and < 4 ? image[(i / 20 * 20) + (4 * y) + x] : 0, moved[i]);
            }
        }
        Assert.Equal(9, shifts.Count);
        new RandomShift(100).Apply(image, moved, s_shape, new Xoshiro256(1));
        Assert.All(moved, static pixel => Assert.Equal(0, pixel));
    }

    [Fact]
    public void A_rotation_turns_about_the_middle()
    {
        ImageShape shape = new(1, 5, 5);
        float[] image = new float[25], turned = new float[25];
        image[12] = 1;   // the middle
        image[10] = 2;   // two to the left
        new RandomRotation(0).Apply(image, turned, shape, new Xoshiro256(1));
        Assert.Equal(image, turned);
        for (int seed = 0; seed < 20; seed++)
        {
            double angle = ((2 * new Xoshiro256(seed).NextDouble()) - 1) * Math.PI;
            new RandomRotation(180).Apply(image, turned, shape, new Xoshiro256(seed));
            Assert.True(turned[12] >= 0.999f);

            // The brightest pixel away from the middle is where the left one went.
            int brightest = Enumerable.Range(0, 25).Where(static i => i != 12).MaxBy(i => turned[i]);
            (double x, double y) = (2 - (2 * Math.Cos(angle)), 2 - (2 * Math.Sin(angle)));
            Assert.True(Math.Abs((brightest % 5) - x) <= 0.75 && Math.Abs((brightest / 5) - y) <= 0.75, $"{angle}: {brightest} instead of {x}, {y}");
        }
    }

    [Fact]
    public void Noise_has_its_deviation()
    {
        ImageShape shape = new(1, 100, 100);
        float[] noisy = new float[shape.Length];
        new GaussianNoise(0.5).Apply(new float[shape.Length], noisy, shape, new Xoshiro256(1));
        Assert.Equal(0, noisy.Average(), 0.02);
        Assert.Equal(0.25, noisy.Average(static x => x * x), 0.01);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains("1×5×4 is not the shape of samples of 40 floats", Assert.Throws<ArgumentException>(static () => Images(1).Augment(new ImageShape(1, 5, 4))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RandomShift(-1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RandomRotation(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new GaussianNoise(-1));
        Assert.Contains("The maximum shift is 1073741824 pixels", Assert.Throws<ArgumentOutOfRangeException>(static () => new RandomShift(1 << 30)).Message, StringComparison.Ordinal);
        Assert.Contains("height is 0, but it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new ImageShape(1, 0, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("65536×65536×1 has 4294967296 pixels", Assert.Throws<ArgumentOutOfRangeException>(static () => new ImageShape(1 << 16, 1 << 16, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => Images(1).Augment(default));
        Assert.Contains("Step 1 of 2 is null", Assert.Throws<ArgumentException>(static () => Images(1).Augment(s_shape, new RandomShift(1), null!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_shift_removes_the_image()
    {
        float[] image = [.. Enumerable.Range(1, s_shape.Length).Select(static i => (float)i)], moved = new float[image.Length];
        for (int seed = 0; seed < 20; seed++)
        {
            new RandomShift((int.MaxValue / 2) - 1).Apply(image, moved, s_shape, new Xoshiro256(seed));
            Assert.All(moved, static pixel => Assert.Equal(0, pixel));
        }
    }

    // The caller's array may change afterwards.
    [Fact]
    public void Steps_are_copied()
    {
        IAugmentation[] steps = [new RandomShift(0)];
        IBatchSource<int> source = Images(4).Augment(s_shape, steps);
        steps[0] = new GaussianNoise(1);
        Assert.All(Read(source, new BatchReadOptions { BatchSize = 4 }), image => Assert.Equal(Images(4).Input((int)image.Key).ToArray(), image.Value));
    }

    [Fact]
    public void Batches_have_a_size_and_epochs_a_number()
    {
        Assert.Contains("BatchSize is 0, but it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new BatchReadOptions { BatchSize = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("Epoch is -1, but it must be at least 0", Assert.Throws<ArgumentOutOfRangeException>(static () => new BatchReadOptions { BatchSize = 1, Epoch = -1 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Images(1).Read(default));
    }

    private static Dataset<int> Images(int count) => new([.. Enumerable.Range(0, count * s_shape.Length).Select(static i => i % 17 / 17f)], new int[count], s_shape.Length);

    private static Dictionary<long, float[]> Read(IBatchSource<int> source, BatchReadOptions options)
    {
        Dictionary<long, float[]> images = [];
        using IBatchReader<int> reader = source.Read(options);
        while (reader.MoveNext())
        {
            for (int i = 0; i < reader.Current.Count; i++)
            {
                images.Add(reader.Samples[i], reader.Current.Inputs.Slice(i * s_shape.Length, s_shape.Length).ToArray());
            }
        }
        return images;
    }
}
