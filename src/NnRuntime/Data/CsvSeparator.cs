namespace NnGen.Data;

/// <summary>Detects the separator of the columns of a text.</summary>
internal static class CsvSeparator
{
    private const string Candidates = ",;\t|";

    /// <summary>Returns the advice for a line that is one column because the separator is wrong; null if it contains no other separator.</summary>
    public static string? Advice(ReadOnlySpan<char> line, char separator)
    {
        line = line.Trim();
        int other = line.IndexOfAny(Candidates.AsSpan());
        string? option = other >= 0 ? $"Separator = {(line[other] == '\t' ? "'\\t'" : $"'{line[other]}'")}" : line.Contains(' ') ? "SeparatedByWhitespace = true" : null;
        return option is null ? null : $"the whole line {Excerpt.Quote(line)} is one column with the separator {Excerpt.Quote([separator])}; set {option}";
    }

    /// <summary>Returns the first other separator in a row that has the wrong number of columns; null if there is none.</summary>
    public static string? Other(ReadOnlySpan<char> row, char separator, char decimalSeparator)
    {
        foreach (char c in row)
        {
            if (c != separator && c != decimalSeparator && Candidates.Contains(c))
            {
                return c == '\t' ? "'\\t'" : $"'{c}'";
            }
        }
        return null;
    }

    /// <summary>Returns the candidate that occurs most often in the first row, outside quotes.</summary>
    /// <param name="text">The beginning of the text.</param>
    /// <param name="options">The options, which determine other meanings of a character.</param>
    public static char Detect(ReadOnlySpan<char> text, CsvOptions options)
    {
        ReadOnlySpan<char> candidates = Candidates.AsSpan(options.DecimalSeparator == ',' ? 1 : 0);
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
