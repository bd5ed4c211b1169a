namespace NnGen.Data;

/// <summary>Compares the names of two datasets, or of a network and data. Data without names are compatible with everything.</summary>
internal static class SchemaComparison
{
    /// <summary>Checks that inputs, targets and classes have the same names in the same order.</summary>
    /// <param name="expected">The names that the network was trained with.</param>
    /// <param name="expectedData">Description of the data with the expected names, such as "the training data".</param>
    /// <param name="given">The names to check.</param>
    /// <param name="givenData">Description of the data with the names to check, such as "the validation data".</param>
    /// <param name="wayOut">How to fix a difference, as an imperative.</param>
    /// <param name="parameter">Name of the parameter that is invalid.</param>
    /// <exception cref="ArgumentException">The names differ; the message gives the first difference.</exception>
    public static void Check(DataSchema expected, string expectedData, DataSchema given, string givenData, string wayOut, string parameter)
    {
        Check("input", expected.InputNames, given.InputNames);
        Check("class", expected.ClassNames, given.ClassNames);

        // If the classes have names, the name of the column that contains them does not matter.
        if (expected.ClassNames.Count == 0 || given.ClassNames.Count == 0)
        {
            Check("target", expected.TargetNames, given.TargetNames);
        }

        void Check(string kind, IReadOnlyList<string> expected, IReadOnlyList<string> given)
        {
            if (expected.Count == 0 || given.Count == 0 || expected.SequenceEqual(given, StringComparer.Ordinal))
            {
                return;
            }
            int at = 0;
            while (at < expected.Count && at < given.Count && expected[at] == given[at])
            {
                at++;
            }
            string plural = kind == "class" ? "classes" : $"{kind}s", order = expected.Order(StringComparer.Ordinal).SequenceEqual(given.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? ", in another order" : "";
            string difference = at == given.Count ? $"{kind} {at} is {Excerpt.Quote(expected[at])} in {expectedData}, but {givenData} end after {at} {plural}"
                : at == expected.Count ? $"{kind} {at} is {Excerpt.Quote(given[at])} in {givenData}, but {expectedData} end after {at} {plural}"
                : $"{kind} {at} is {Excerpt.Quote(expected[at])} in {expectedData}, but {Excerpt.Quote(given[at])} in {givenData}";
            throw new ArgumentException($"The {plural} differ{order}: {difference}. The former: {Excerpt.List(expected)}. The latter: {Excerpt.List(given)}. {wayOut}", parameter);
        }
    }

    /// <summary>Returns the names of a schema, completed by those of another schema where the first has none.</summary>
    public static DataSchema Merge(DataSchema first, DataSchema second) => first with
    {
        InputNames = first.InputNames.Count > 0 ? first.InputNames : second.InputNames,
        TargetNames = first.TargetNames.Count > 0 ? first.TargetNames : second.TargetNames,
        ClassNames = first.ClassNames.Count > 0 ? first.ClassNames : second.ClassNames,
        InputColumns = first.InputColumns.Count > 0 ? first.InputColumns : second.InputColumns,
        IgnoredColumns = first.InputColumns.Count > 0 ? first.IgnoredColumns : second.IgnoredColumns,
    };
}
