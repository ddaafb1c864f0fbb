using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace FashionNotebooks.Web.Api;

/// <summary>What a supervisor asks.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // The process answers; nothing is checked.
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        // The model answers, too.
        routes.MapHealthChecks("/health/ready");
    }
}
