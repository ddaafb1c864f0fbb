using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotebookKernel.Evaluation;

/// <summary>Something that a running cell shows, in the order in which it happened.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StreamText), "stream")]
[JsonDerivedType(typeof(Displayed), "display")]
[JsonDerivedType(typeof(DisplayUpdated), "update")]
[JsonDerivedType(typeof(ResultProduced), "result")]
[JsonDerivedType(typeof(CellFailed), "failed")]
[JsonDerivedType(typeof(OutputCleared), "clear")]
[JsonDerivedType(typeof(InputWanted), "input")]
public abstract record CellEvent;

/// <summary>Text written to the console, as it was written.</summary>
/// <param name="Stream">stdout or stderr.</param>
/// <param name="Text">May hold carriage returns and part of a line.</param>
public sealed record StreamText(string Stream, string Text) : CellEvent;

/// <summary>A value shown while the cell ran.</summary>
/// <param name="Id">Names the display in later updates.</param>
/// <param name="Data">The value by mime type: text, base64 where the type is binary, or JSON.</param>
public sealed record Displayed(string Id, JsonObject Data) : CellEvent;

/// <summary>A newer value for an earlier display, maybe of another cell.</summary>
public sealed record DisplayUpdated(string Id, JsonObject Data) : CellEvent;

/// <summary>The value of the cell's last expression.</summary>
public sealed record ResultProduced(JsonObject Data) : CellEvent;

/// <summary>The cell did not compile, threw, or took its process down.</summary>
/// <param name="Traceback">Lines to show: the message, where it happened, the source around it.</param>
/// <param name="Line">1-based line of the cell's own source, where known.</param>
public sealed record CellFailed(string Name, string Message, IReadOnlyList<string> Traceback, int? Line) : CellEvent;

/// <summary>All that the cell has shown so far is to disappear.</summary>
/// <param name="Wait">Not before the next output is there to take its place, so that nothing flickers.</param>
public sealed record OutputCleared(bool Wait) : CellEvent;

/// <summary>The cell waits for a line from whoever sits in front of the notebook.</summary>
/// <param name="Password">Whether what is typed isn't to be seen.</param>
public sealed record InputWanted(string Prompt, bool Password) : CellEvent;
