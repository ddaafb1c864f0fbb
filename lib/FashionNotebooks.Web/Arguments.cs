using System.Net;
using Microsoft.AspNetCore.Http;

namespace FashionNotebooks.Web;

/// <summary>The command line.</summary>
internal static class Arguments
{
    private const string Example = $"Use --urls {WebServer.DefaultAddress}, or --help.";

    /// <summary>The addresses to listen at, apart by ';'; null where help is wanted.</summary>
    /// <exception cref="ArgumentException">An argument is none of those taken, or an address can't be listened at; the message is a sentence about it.</exception>
    public static string? Addresses(IReadOnlyList<string> args)
    {
        string? addresses = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--help" or "-h")
                return null;
            if (args[i] != "--urls" && !args[i].StartsWith("--urls=", StringComparison.Ordinal))
                throw new ArgumentException($"'{args[i]}' is none of its arguments. {Example}");
            if (addresses is not null)
                throw new ArgumentException($"--urls may be given once; several addresses go apart by ';'. {Example}");
            addresses = args[i] != "--urls" ? args[i]["--urls=".Length..] : i + 1 < args.Count && !args[i + 1].StartsWith('-') ? args[++i] : "";
            if (addresses.Trim(';', ' ') is "")
                throw new ArgumentException($"--urls lacks its address. {Example}");
        }
        foreach (var address in (addresses ??= WebServer.DefaultAddress).Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (Fault(address.Trim()) is { } fault)
                throw new ArgumentException($"'{address}' can't be listened at: {fault}. {Example}");
        return addresses;
    }

    private static string? Fault(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return "it is no address such as http://127.0.0.1:8080";
        }
        return parsed switch
        {
            { Scheme: "https" } => "https needs a certificate, of which this server takes none; use http, behind a proxy where others are to reach it",
            { Scheme: not "http" } => "only http is spoken",
            { PathBase.Length: > 0 } => "it has a path",
            { Host: not ("localhost" or "*" or "+") } when !IPAddress.TryParse(parsed.Host, out _) => "between http:// and the port goes localhost, an IP address of this computer, or * for all of them",
            { Port: < 0 or > 65535 } => "ports go from 1 to 65535",
            { Port: 0, Host: "localhost" } => "localhost needs a port from 1 to 65535",
            _ => null,
        };
    }
}
