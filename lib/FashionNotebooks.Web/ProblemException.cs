namespace FashionNotebooks.Web;

/// <summary>Ends a request with a problem document.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;

    public ProblemException(int status, string title, string detail) : this(new Problem(status, title, detail))
    {
    }
}
