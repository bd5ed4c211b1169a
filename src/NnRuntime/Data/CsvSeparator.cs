namespace NnGen.Data;

/// <summary>Detects the separator of the columns of a text.</summary>
internal static class CsvSeparator
{
    /// <summary>Returns the candidate that occurs most often in the first row, outside quotes.</summary>
    /// <param name="text">The beginning of the text.</param>
    /// <param name="options">The options, which determine other meanings of a character.</param>
    public static char Detect(ReadOnlySpan<char> text, CsvOptions options)
    {
        ReadOnlySpan<char> candidates = options.DecimalSeparator == ',' ? [';', '\t', '|'] : [',', ';', '\t', '|'];
        Span<int> counts = stackalloc int[candidates.Length];
        bool quoted = false, inComment = false, atStart = true;
        foreach (char c in text)
        {
            if (c == '\n' && !quoted)
            {
                if (counts.ContainsAnyExcept(0))
                {
                    break;
                }
                (inComment, atStart) = (false, true);
                continue;
            }
            inComment |= atStart && c == options.Comment;
            atStart = false;
            quoted ^= c == '"' && !inComment;
            if (!quoted && !inComment && candidates.IndexOf(c) is >= 0 and var candidate)
            {
                counts[candidate]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            most = counts[i] > counts[most] ? i : most;
        }
        return candidates[most];
    }
}
