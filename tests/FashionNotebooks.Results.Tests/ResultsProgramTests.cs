using System.Text.Json.Nodes;

namespace FashionNotebooks.Results.Tests;

/// <summary>Small runs of the real program on the real images.</summary>
public sealed class ResultsProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fashion-results-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Small(string target, int seed) => [target, "--seed", $"{seed}", "--profile", "quick", "--threads", "1", "--folder", folder];

    [Fact]
    public void A_run_killed_at_any_moment_resumes_and_ends_with_the_same_figures()
    {
        string[] arguments = [.. Small("mahesh/corrected", 101), "--epochs", "2"];
        Assert.Equal(0, ResultsProgram.Run(arguments).ExitCode);
        var whole = RunRecord.Load(Path.Combine(folder, "mahesh-corrected-seed101.json"));
        File.Delete(Path.Combine(folder, whole.FileName));

        // Killed once after the first epoch was saved, wherever in the second it then is.
        var checkpoint = Workspace.Artifact("runs", "mahesh-corrected-seed101-quick-2-float32-1", "resume.dat");
        using (var doomed = ResultsProgram.Start(arguments))
        {
            SpinWait.SpinUntil(() => File.Exists(checkpoint) || doomed.HasExited);
            doomed.Kill();
            doomed.WaitForExit();
        }
        Assert.Empty(Directory.GetFiles(folder));
        var (exitCode, output, error) = ResultsProgram.Run(arguments);

        Assert.True(exitCode == 0, error);
        Assert.Contains("resuming after epoch", output);
        var resumed = RunRecord.Load(Path.Combine(folder, whole.FileName));
        Assert.Equal(whole.Curves.Select(epoch => (epoch.TrainLoss, epoch.ValidationLoss)), resumed.Curves.Select(epoch => (epoch.TrainLoss, epoch.ValidationLoss)));
        Assert.Equal((whole.Test.Accuracy, whole.Test.Loss), (resumed.Test.Accuracy, resumed.Test.Loss));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void Seeds_are_trained_in_processes_of_their_own_and_check_says_which_figures_come_out_again()
    {
        string[] what = ["mahesh/corrected", "--profile", "quick", "--folder", folder];
        var (recorded, _, error) = ResultsProgram.Run([.. what, "--epochs", "1", "--seeds", "2", "--jobs", "2"]);
        Assert.True(recorded == 0, error);
        Assert.Equal([1, 2], RunRecord.LoadAll(folder).Select(run => run.Seed));
        var path = Path.Combine(folder, "mahesh-corrected-seed2.json");
        var record = JsonNode.Parse(File.ReadAllText(path))!;
        record["test"]!["accuracy"] = 0.99;
        File.WriteAllText(path, record.ToJsonString());

        var (exitCode, output, _) = ResultsProgram.Run([.. what, "--check"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("agrees   mahesh-corrected-seed1.json", output);
        Assert.Contains("DIFFERS  mahesh-corrected-seed2.json: recorded 99", output);
        // One thread each, as the two had had side by side; so not a digit may differ.
        Assert.Contains("equal figures expected", output);
        Assert.DoesNotContain("resuming", output);

        // Recorded elsewhere, a point off may be; so says a tolerance of a hundred.
        record["threads"] = 2;
        record["hardware"] = "another processor";
        File.WriteAllText(path, record.ToJsonString());
        (exitCode, output, _) = ResultsProgram.Run([.. what, "--seed", "2", "--check", "--tolerance", "100"]);
        Assert.Equal(0, exitCode);
        Assert.Contains("accuracy within 100 points expected (hardware: another processor there", output);
        Assert.DoesNotContain("threads:", output); // the record's were taken
    }

    [Fact]
    public void A_run_can_be_judged_on_worse_test_images_too()
    {
        var (exitCode, output, error) = ResultsProgram.Run([.. Small("mahesh/corrected", 1), "--epochs", "1", "--robustness"]);

        Assert.True(exitCode == 0, error);
        var record = RunRecord.Load(Path.Combine(folder, "mahesh-corrected-seed1.json"));
        Assert.Equal(["blur", "noise", "rotation", "contrast", "occlusion"], record.Robustness!.Keys);
        Assert.All(record.Robustness.Values, accuracies => Assert.Equal(5, accuracies.Count));
        Assert.True(record.Robustness["noise"][4] < record.Test.Accuracy);
        // What computes, what runs, the epoch, the figures, five corruptions, the file.
        Assert.Equal(10, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("occlusion ", output);
    }

    [Fact]
    public void The_study_of_imbalance_goes_on_where_it_was_stopped()
    {
        string[] arguments = ["--imbalance", "--seed", "3", "--profile", "quick", "--epochs", "1", "--threads", "1", "--folder", folder];
        var path = ImbalanceRecord.PathOf(folder, 3);
        using (var doomed = ResultsProgram.Start(arguments))
        {
            SpinWait.SpinUntil(() => File.Exists(path) || doomed.HasExited);
            doomed.Kill();
            doomed.WaitForExit();
        }
        // What it had trained, and but for the last two all that it would train next, made up.
        var begun = ImbalanceRecord.Load(path);
        var all = ImbalanceStudy.Profiles.SelectMany(_ => Remedy.All, (profile, remedy) => (profile.Name, Remedy: remedy.Name)).ToList();
        var madeUp = all[begun.Runs.Count..^2].Select(each => begun.Runs[0] with { Profile = each.Name, Remedy = each.Remedy, Accuracy = 0.125 });
        (begun with { Runs = [.. begun.Runs, .. madeUp] }).Save(folder);

        var (exitCode, output, error) = ResultsProgram.Run(arguments);

        Assert.True(exitCode == 0, error);
        var record = ImbalanceRecord.Load(path);
        Assert.Equal((3, "quick", 200, 1), (record.Seed, record.Profile, record.MostCommon, record.Epochs));
        Assert.Equal(all, record.Runs.Select(run => (run.Profile, run.Remedy)));
        Assert.Equal(20, all.Count);
        Assert.Equal(begun.Runs.Select(run => run.Accuracy), record.Runs.Take(begun.Runs.Count).Select(run => run.Accuracy));
        Assert.Equal(18 - begun.Runs.Count, record.Runs.Count(run => run.Accuracy == 0.125));
        Assert.Equal(2, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Check_says_so_where_nothing_is_on_record_or_a_record_has_another_format()
    {
        Assert.Contains("holds no run", Error());
        File.WriteAllText(Path.Combine(folder, "old.json"), "{\"format\": 1}");
        Assert.Contains("old.json is a run record of format 1, but this version reads format 2", Error());

        string Error()
        {
            var (exitCode, _, error) = ResultsProgram.Call("kotb", "--check", "--folder", folder);
            Assert.Equal(1, exitCode);
            return error;
        }
    }

    [Fact]
    public void A_system_from_a_script_is_trained_judged_and_compared_beside_it()
    {
        var script = Path.Combine(folder, "mine.csx");
        File.Copy(Path.Combine(Workspace.Root, "notebooks", "examples", "convnext.csx"), script);

        var (exitCode, output, error) = ResultsProgram.Run(script, "--seeds", "2", "--profile", "quick", "--epochs", "1", "--threads", "1");

        Assert.True(exitCode == 0, error);
        Assert.Contains("convnext/clean, seed 2", output);
        var results = Path.Combine(folder, "results", "quick");
        Assert.Equal(["convnext-clean-seed1.dat", "convnext-clean-seed1.json", "convnext-clean-seed2.dat", "convnext-clean-seed2.json"], Directory.GetFiles(results).Select(Path.GetFileName).Order());
        var records = RunRecord.LoadAll(results);
        Assert.All(records, record => Assert.InRange(record.Test.Accuracy, 0.2, 0.95));

        (exitCode, output, error) = ResultsProgram.Run(script, "--profile", "quick", "--compare");

        Assert.True(exitCode == 0, error);
        Assert.Contains("95 % interval of the mean", output);
        Assert.Contains($"convnext/clean  2  ", output.Replace("      ", "  ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1 +", "mine.csx does not compile: ")]
    [InlineData("1", "mine.csx ends in a Int32; its last line must be a ClassifierSystem, without a semicolon.")]
    [InlineData("var x = 1;", "mine.csx ends in nothing")]
    [InlineData("throw new Exception(\"no data\");", "mine.csx fails: no data")]
    [InlineData("new FashionNotebooks.ClassifierSystem(\"kotb\", \"\", null, [])", "The system kotb has no protocol")]
    public void A_script_that_is_no_system_is_refused(string code, string message)
    {
        var script = Path.Combine(folder, "mine.csx");
        File.WriteAllText(script, code);

        Refuses(message, script);
    }

    [Fact]
    public void What_is_on_record_is_compared()
    {
        var (exitCode, output, error) = ResultsProgram.Call("mahesh", "webapp/clean", "--compare");

        Assert.True(exitCode == 0, error);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(2 + ResultsTable.OnRecord().Count(summary => summary.System == "mahesh") + 1, lines.Length);
        Assert.StartsWith("webapp/clean ", lines[2]);
        Assert.Equal(1, ResultsProgram.Call("kotb", "--compare", "--folder", folder).ExitCode);
    }

    // web-arguments

    [Theory]
    [InlineData("resnet", "no system 'resnet'; there are: baseline, ladder, jalan")]
    [InlineData("jalan/fast", "no protocol 'fast'; it has: author, clean")]
    [InlineData("--seeds zero", "'seeds' failed to parse, provided value: zero")]
    [InlineData("--seeds 0", "seeds must be between 1 and")]
    [InlineData("--epochs -1", "epochs must be between 1 and")]
    [InlineData("run {}", "takes a request in JSON")]
    [InlineData("run", "takes a request in JSON")]
    [InlineData("--seed", "'seed' failed to parse")]
    [InlineData("--jobs 99999999999", "'jobs' failed to parse")]
    [InlineData("--tolerance NaN --threads 0", "threads must be between 1 and")]
    [InlineData("jalan --check kotb --seed 1", "--seed stands among the systems")]
    [InlineData("--fast", "'--fast' is not recognized")]
    [InlineData("--precision half", "must be float32 or bfloat16")]
    [InlineData("--profile medium", "must be quick or full")]
    [InlineData("--device tpu", "must be cpu or cuda")]
    [InlineData("mine.csx kotb", "mine.csx is run alone")]
    [InlineData("mine.csx", "There is no script")]
    [InlineData("export resnet", "export: There is no system 'resnet'; there are: baseline, ladder, jalan")]
    [InlineData("export jalan/fast", "no protocol 'fast'; it has: author, clean")]
    [InlineData("export kotb", "No weights of kotb are kept here, only those of baseline, dropout4")]
    [InlineData("export dropout4 --format tf", "no format 'tf'; there are: onnx, safetensors, pytorch")]
    [InlineData("export dropout4 --output /dev", "export: /dev can't be written: ")]
    [InlineData("export webapp/edges", "The layer edges (EdgeChannel) can't be written as ONNX")]
    [InlineData("export --format onnx", "export: Required argument 'system' was not specified. environment/run.sh export --help")]
    public void Arguments_that_make_no_sense_are_named(string arguments, string message) => Refuses(message, arguments.Split(' '));

    [Theory]
    [InlineData("onnx", "model.onnx")]
    [InlineData("safetensors", "model.safetensors")]
    public void A_kept_model_is_exported_to_the_file_that_is_named(string format, string name)
    {
        var path = Path.Combine(folder, name);

        var (exitCode, output, error) = ResultsProgram.Call("export", "baseline", "--format", format, "--output", path);

        Assert.True(exitCode == 0, error);
        Assert.EndsWith(name, output.TrimEnd());
        Assert.InRange(new FileInfo(path).Length, 421_642 * 4, 421_642 * 4 + 4_000); // its weights, and their names
    }

    [Theory]
    [InlineData("photos", "photos: '' is not a folder")]
    [InlineData("photos README.md", "photos: 'README.md' is not a folder")]
    [InlineData("photos lib", "there is no class 'FashionNotebooks'")]
    [InlineData("photos data/models --model regularized", "data/models has neither a file labels.csv nor a folder for a class")]
    [InlineData("photos data --fast", "photos: Argument '--fast' is not recognized")]
    [InlineData("photos FOLDER --model nobody", "no system 'nobody'")]
    [InlineData("photos FOLDER --model a,b,c", "3 models are named")]
    [InlineData("photos FOLDER", "notes.txt: The file is not a picture")]
    public void What_can_t_be_measured_is_named_in_one_sentence(string arguments, string message)
    {
        Directory.CreateDirectory(Path.Combine(folder, "coat"));
        File.WriteAllText(Path.Combine(folder, "coat", "notes.txt"), "hello");

        Refuses(message, arguments.Replace("FOLDER", folder, StringComparison.Ordinal).Split(' '));
    }

    private static void Refuses(string message, params string[] arguments)
    {
        var (exitCode, output, error) = ResultsProgram.Call(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(message, Assert.Single(error.TrimEnd().Split('\n')));
    }

    [Fact]
    public void Photos_of_one_s_own_are_measured_and_what_went_wrong_is_shown()
    {
        // Two that notebook 8 shows right, one that it shows wrong, and a cat.
        foreach (var (place, name) in (ReadOnlySpan<(string, string)>)[("t-shirt", "t-shirt-noto.png"), ("Trouser", "jeans-noto.jpg"), ("sneaker", "running-shoe-fluent.webp"), ("none", "others/cat-noto.png")])
        {
            Directory.CreateDirectory(Path.Combine(folder, place));
            File.Copy(Workspace.Data("samples", name), Path.Combine(folder, place, Path.GetFileName(name)));
        }
        var page = Path.Combine(folder, "report");

        var (exitCode, output, error) = ResultsProgram.Call("photos", folder, "--model", "regularized", "--output", page);

        Assert.True(exitCode == 0, error);
        Assert.StartsWith("regularized: 2 of 3 photos right, 66.7 % (", output);
        Assert.Contains("Of shoes or of none of the ten classes are 1 more", output);
        Assert.Contains("running-shoe-fluent.webp", File.ReadAllText(Path.Combine(page, "index.html")));
        Assert.DoesNotContain("jeans-noto.jpg", File.ReadAllText(Path.Combine(page, "index.html")));
        Assert.Equal(4, JsonNode.Parse(File.ReadAllText(Path.Combine(page, "photos.json")))!["answers"]!.AsArray().Count);
    }

    [Fact]
    public void The_help_says_what_every_argument_does()
    {
        var (exitCode, output, _) = ResultsProgram.Call("--help");

        Assert.Equal(0, exitCode);
        var options = output.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)).ToList();
        Assert.Equal(16, options.Count);
        Assert.All(options, option => Assert.Matches("  [A-Za-z].{10,}\\.", option));
    }

    [Fact]
    public void Cuda_that_is_asked_for_and_absent_is_refused_loudly()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "There is a GPU here.");

        Refuses("finds no CUDA GPU", "mahesh", "--device", "cuda");
    }

    [Fact]
    public void The_list_names_every_system_and_protocol()
    {
        var (exitCode, output, _) = ResultsProgram.Call("--list");

        Assert.Equal(0, exitCode);
        foreach (var system in SystemCatalog.All)
            Assert.All(system.Protocols, protocol => Assert.Contains($"{system.Name}/{protocol.Name}: ", output));
    }
}
