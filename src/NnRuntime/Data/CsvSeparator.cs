namespace NnGen.Data;

/// <summary>Detects what separates the columns of a text.</summary>
internal static class CsvSeparator
{
    /// <summary>Returns what occurs most in the first row, outside of quotes.</summary>
    /// <param name="text">The beginning of the text.</param>
    /// <param name="options">The options, for what else a character may mean.</param>
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
