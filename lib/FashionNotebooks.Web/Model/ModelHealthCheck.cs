using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionNotebooks.Web.Model;

/// <summary>Healthy when a prediction that waits its turn like every other is answered in time.</summary>
internal sealed class ModelHealthCheck(ModelWorker model, WebOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            await model.ClassifyAsync([ModelWorker.Probe], cancellationToken).WaitAsync(options.ReadyTime, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The model has not answered within {options.ReadyTime.TotalSeconds:0.##} seconds.");
        }
    }
}
