using ConsoleAppFramework;
using FashionNotebooks.Results;

// A process that this program started.
if (args is ["run", .. var request])
    return await Commands.Run(string.Join(' ', request));

// Training is the command without a name.
if (args is ["photos" or "export", ..])
    Commands.Name = args[0];
if (args is ["photos"])
    args = ["photos", ""];

// Commands report their failures themselves; what comes here are arguments that were not understood.
var understood = true;
ConsoleApp.LogError = message =>
{
    understood = false;
    Commands.Report($"{message.ReplaceLineEndings(" ").Trim(' ', '.')}. {Commands.Help}");
};
var app = ConsoleApp.Create();
app.Add("", Commands.Train);
app.Add("export", Commands.Export);
app.Add("photos", Commands.Photos);

// Systems may stand before the options, as they do in most commands; the parser takes them after.
static bool IsValue(string argument) => !argument.StartsWith('-');
await app.RunAsync(Commands.Name == "results" ? [.. args.SkipWhile(IsValue), .. args.TakeWhile(IsValue)] : args);
return understood ? Environment.ExitCode : 2;
