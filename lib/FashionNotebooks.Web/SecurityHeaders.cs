namespace FashionNotebooks.Web;

/// <summary>Headers that keep a browser to what the page needs: its own script, style and pictures, and nothing of any other site.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly string ContentSecurityPolicy = string.Join("; ",
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'");

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment, as an error clears what was set before it.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache"; // a page of an older version must not meet a newer server
    }
}
