namespace NnGenerator.Printing;

/// <summary>The text of a method that computes some rows of a result.</summary>
internal interface IRowRangePrinter
{
    /// <summary>Whether the method is compiled on its own or into its callers.</summary>
    string Options { get; }

    /// <summary>Prints a method for the rows from one index to another, and returns its call by a method with the same arguments.</summary>
    string PrintRange(OperationPrinter printer, string from, string to);
}
