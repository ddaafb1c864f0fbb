// The one preamble of every notebook. Written for plain C# scripting, so that every kernel understands it.
#r "../lib/FashionNotebooks/bin/TorchSharp.dll"
#r "../lib/FashionNotebooks/bin/Plotly.NET.dll"
#r "../lib/FashionNotebooks/bin/DynamicObj.dll"
#r "../lib/FashionNotebooks/bin/Microsoft.Data.Analysis.dll"
#r "../lib/FashionNotebooks/bin/FashionNotebooks.dll"

Console.WriteLine(FashionNotebooks.Engine.Start());
FashionNotebooks.NotebookFormatters.Register();
