using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Well-known tables, each read in three lines: small files of the same form, and the recipes of docs/data.md.</summary>
public sealed class CsvRecipeTests : IDisposable
{
    private const string Titanic = "PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked\n"
        + "1,0,3,\"Braund, Mr. Owen Harris\",male,22,1,0,A/5 21171,7.25,,S\n"
        + "2,1,1,\"Cumings, Mrs. John Bradley (Florence \"\"Flo\"\" Briggs)\",female,38,1,0,PC 17599,71.2833,C85,C\n"
        + "3,1,3,\"Heikkinen, Miss. Laina\",female,,0,0,STON/O2. 3101282,7.925,,S\n"
        + "4,1,1,\"Icard, Miss. Amelie\",female,37,0,0,113572,80,B28,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Titanic_has_names_with_commas_missing_ages_and_categories()
    {
        CsvOptions options = new()
        {
            TargetColumns = ["Survived"],
            IgnoreColumns = ["PassengerId", "Name", "Ticket", "Cabin"],
            CategoryColumns = ["Sex", "Embarked"],
            MissingValues = MissingValues.Median,
        };
        Dataset<int> passengers = CsvFile.LoadClassification(Write("titanic.csv", Titanic), options);

        Assert.Equal(["Pclass", "Sex=female", "Sex=male", "Age", "SibSp", "Parch", "Fare", "Embarked=C", "Embarked=S"], passengers.Schema.InputNames);
        Assert.Equal([3, 0, 1, 22, 1, 0, 7.25f, 0, 1], passengers.Input(0).ToArray());
        Assert.Equal([3, 1, 0, 37, 0, 0, 7.925f, 0, 1], passengers.Input(2).ToArray());   // the median of 22, 37 and 38
        Assert.Equal([1, 1, 0, 37, 0, 0, 80, 0, 1], passengers.Input(3).ToArray());   // the most frequent port
        Assert.Equal([0, 1, 1, 1], passengers.Targets.ToArray());
        Assert.Equal(["Survived"], passengers.Schema.TargetNames);
    }

    [Fact]
    public void Breast_cancer_has_no_header_a_number_of_the_row_and_the_class_in_column_1()
    {
        string path = Write("wdbc.data", "842302,M,17.99,10.38,122.8\n842517,M,20.57,17.77,132.9\n8510426,B,13.54,14.36,87.46\n");
        CsvOptions options = new() { HasHeader = false, TargetColumns = ["1"], IgnoreColumns = ["0"] };
        Dataset<int> tumors = CsvFile.LoadClassification(path, options);

        Assert.Equal((3, 3), (tumors.Count, tumors.InputLength));
        Assert.Equal([17.99f, 10.38f, 122.8f], tumors.Input(0).ToArray());
        Assert.Equal(["B", "M"], tumors.ClassNames);
        Assert.Equal([1, 1, 0], tumors.Targets.ToArray());

        // The numbers of the columns are known again.
        Dataset<int> others = CsvFile.LoadClassification(Write("more.data", "1,B,13.54,14.36,87.46\n"), new CsvOptions { HasHeader = false, TargetColumns = ["1"], IgnoreColumns = ["0"], Like = tumors });
        Assert.Equal([0], others.Targets.ToArray());
    }

    [Fact]
    public void Iris_of_UCI_has_no_header_and_ends_with_a_blank_line()
    {
        string path = Write("iris.data", "5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n6.3,3.3,6.0,2.5,Iris-virginica\n\n");
        Dataset<int> flowers = CsvFile.LoadClassification(path, new CsvOptions { HasHeader = false, ColumnNames = ["sepal length", "sepal width", "petal length", "petal width", "species"] });

        Assert.Equal((3, 4), (flowers.Count, flowers.InputLength));
        Assert.Equal(["Iris-setosa", "Iris-versicolor", "Iris-virginica"], flowers.ClassNames);
        Assert.Equal(["sepal length", "sepal width", "petal length", "petal width"], flowers.Schema.InputNames);
        Assert.Equal(["species"], flowers.Schema.TargetNames);
    }

    [Fact]
    public void Files_of_scikit_learn_begin_with_counts()
    {
        string path = Write("iris.csv", "150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,0\n");
        Dataset<int> flowers = CsvFile.LoadClassification(path, new CsvOptions { HasHeader = false, SkipLines = 1 });
        Assert.Equal((2, 4), (flowers.Count, flowers.InputLength));
        Assert.Equal(["0"], flowers.ClassNames);
    }

    [Fact]
    public void A_competition_has_a_file_without_targets_and_columns_in_another_order()
    {
        string trainPath = Write("train.csv", "Id,Area,Street,Quality,SalePrice\n1,80,Pave,NA,200\n2,120,Grvl,5,310\n3,100,Pave,7,250\n");
        string testPath = Write("test.csv", "Quality,Id,Street,Area\nNA,1461,Grvl,95\n6,1462,Pave,NA\n");
        CsvOptions options = new() { IgnoreColumns = ["Id"], CategoryColumns = ["Street"], MissingValues = MissingValues.Mean, MissingTexts = ["NA"] };
        Dataset<float> train = CsvFile.LoadRegression(trainPath, options);
        UnlabeledDataset test = CsvFile.LoadInputs(testPath, options with { Like = train });
        IEnumerable<string> ids = CsvFile.ReadColumn(testPath, "Id");

        Assert.Equal([80, 0, 1, 6, 120, 1, 0, 5, 100, 0, 1, 7], train.Inputs.ToArray());
        Assert.Equal([95, 1, 0, 6, 100, 0, 1, 6], test.Inputs.ToArray());
        Assert.Equal(["1461", "1462"], ids);
        Assert.Equal(train.Schema.InputNames, test.Schema.InputNames);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
