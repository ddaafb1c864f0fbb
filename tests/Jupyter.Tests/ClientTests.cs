using System.Text.RegularExpressions;

namespace Jupyter.Tests;

/// <summary>What Debian's python3-jupyter-client finds when it drives the kernel: client/scenarios.py, one test a scenario.</summary>
public partial class ClientTests(ClientRun run) : IClassFixture<ClientRun>
{
    public static TheoryData<string> Scenarios =>
        [.. Scenario().Matches(File.ReadAllText(ClientRun.Script)).Select(found => found.Groups["name"].Value)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_client_finds_that(string scenario) => Assert.Null(run.ComplaintOf(scenario));

    [GeneratedRegex(@"^@scenario\ndef (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Scenario();
}
