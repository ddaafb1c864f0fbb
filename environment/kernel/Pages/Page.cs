using System.Net;

namespace NotebookKernel.Pages;

/// <summary>The frame of every page: all in one file, no scripts, nothing fetched from elsewhere.</summary>
internal static class Page
{
    private static readonly string Style = ReadStyle();

    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML.</param>
    public static string Write(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """;

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }
}
