using Microsoft.AspNetCore.Diagnostics;

namespace FashionNotebooks.Web;

/// <summary>Turns what a request failed of into a problem document. What is not foreseen here stays an error 500, without its inner workings.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            ProblemException known => known.Problem,
            PhotoException unusable => Problem.Of(unusable),
            // Thrown by the server for what breaks HTTP, and for a body that is not the JSON asked for.
            BadHttpRequestException bad => new Problem(bad.StatusCode, "The request could not be read", bad.Message),
            _ => null,
        };
        if (problem is null)
            return false;
        await problem.WriteAsync(httpContext);
        return true;
    }
}
