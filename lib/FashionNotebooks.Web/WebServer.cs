using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using FashionNotebooks.Web.Api;
using FashionNotebooks.Web.Model;
using FashionNotebooks.Web.Uploads;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FashionNotebooks.Web;

/// <summary>The page, the endpoints and the model, put together.</summary>
public static class WebServer
{
    /// <summary>Where it listens unless told otherwise: this computer alone.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>The policy of endpoints that use the model.</summary>
    internal const string Model = "model";

    // More than a thousand idle connections must leave room for those that ask something.
    private const int MaxConnections = 4000;

    // When everything is taken, an answer is a few hundredths of a second away; clients count in whole seconds.
    private const int RetryAfterSeconds = 1;

    /// <summary>A server that is yet to be started, which takes the time of loading the model.</summary>
    /// <param name="addresses">Where it listens; several apart by ';'.</param>
    /// <param name="options">The bounds.</param>
    public static WebApplication Create(string addresses, WebOptions options) => Create(addresses, options, () => new Classifier());

    internal static WebApplication Create(string addresses, WebOptions options, Func<IClassifier> loadModel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(addresses);
        builder.WebHost.ConfigureKestrel(kestrel => SetLimits(kestrel, options));
        // Clients that are slow, or hang up, are everyday life and no news; why it can't start, Program says.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None);

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(PhotoSettings.Load());
        services.AddSingleton(new ModelWorker(loadModel, options));
        services.AddHostedService(provider => provider.GetRequiredService<ModelWorker>());
        services.AddSingleton<PhotoPreparer>();
        services.AddSingleton<UploadReader>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // for ProblemHandler to say what was bad
        // Without it every number might as well be a string.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer(ApiDescription.DescribeAll)); // not by a method group, which would lose the comments
        services.AddHealthChecks().AddCheck<ModelHealthCheck>(Model);
        services.AddRequestTimeouts(timeouts => timeouts.AddPolicy(Model, new RequestTimeoutPolicy
        {
            Timeout = options.RequestTime,
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
            WriteTimeoutResponse = context => Problem.TooSlow(options.RequestTime).WriteAsync(context),
        }));
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Model, _ => RateLimitPartition.GetConcurrencyLimiter(Model, _ => new ConcurrencyLimiterOptions { PermitLimit = options.MaxRequests }));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return new ValueTask(Problem.Busy.WriteAsync(rejected.HttpContext));
            };
        });

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        app.MapOpenApi();
        app.MapHealth();
        app.MapPredictions();
        app.MapHeatMaps();
        app.MapSteps();
        return app;
    }

    private static void SetLimits(KestrelServerOptions kestrel, WebOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.RequestHeadersTimeout = options.HeadersTime;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
        // Kestrel would close the connection on a client that is still sending, which then sees no answer; UploadReader counts instead.
        limits.MaxRequestBodySize = null;
    }
}
