using NnGen.CompilerServices;

namespace NnGen.Tests.CompilerServices;

/// <summary>How an evaluation of images divides its samples into groups.</summary>
public class GroupTests
{
    [Theory]
    [InlineData(1, 64, 1)]
    [InlineData(7, 64, 7)]
    [InlineData(8, 64, 8)]
    [InlineData(9, 64, 8)]
    [InlineData(33, 64, 32)]
    [InlineData(200, 64, 64)]
    [InlineData(200, 16, 16)]
    public void A_block_is_whole_groups_or_what_is_left(int samples, int most, int expected) => Assert.Equal(expected, ChannelsHeightWidthBatch.BlockSize<V256>(samples, most));

    [Theory]
    [InlineData(1, 60, 1)]
    [InlineData(4, 60, 1)]
    [InlineData(5, 60, 8)]
    [InlineData(7, 90, 1)]
    [InlineData(8, 90, 8)]
    [InlineData(64, 90, 8)]
    public void Samples_are_a_group_if_enough_lanes_hold_one(int samples, int percent, int expected) => Assert.Equal(expected, ChannelsHeightWidthBatch.GroupSize<V256>(samples, percent));
}
