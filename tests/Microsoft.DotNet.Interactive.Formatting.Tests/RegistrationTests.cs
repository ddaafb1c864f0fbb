namespace Microsoft.DotNet.Interactive.Formatting.Tests;

/// <summary>Which formatter and which mime types a value gets. Formatters are the process's, so each test starts from none.</summary>
[Collection("formatters")]
public sealed class RegistrationTests : IDisposable
{
    public RegistrationTests() => Formatter.ResetToDefault();

    public void Dispose() => Formatter.ResetToDefault();

    [Fact]
    public void A_function_a_writer_and_a_delegate_can_be_registered_for_a_type_and_mime_type()
    {
        Formatter.Register<Dog>(dog => "function");
        Formatter.Register<Dog>((dog, writer) => writer.Write("writer"), "text/html");
        Formatter.Register<Dog>((Dog dog, FormatContext context) =>
        {
            context.Writer.Write("delegate");
            return true;
        }, "text/latex");
        var type = typeof(Dog);
        Formatter.Register(type, (dog, writer) => writer.Write("typed"), "image/png");
        var dog = new Dog();
        Assert.Equal("function", dog.ToDisplayString());
        Assert.Equal("writer", dog.ToDisplayString("text/html"));
        Assert.Equal("delegate", dog.ToDisplayString("text/latex"));
        Assert.Equal("typed", dog.ToDisplayString("image/png"));
    }

    [Fact]
    public void A_formatter_covers_derived_types_and_the_most_specific_one_is_taken_whatever_the_order()
    {
        Formatter.Register<Dog>(dog => "dog");
        Formatter.Register<Animal>(animal => "animal");
        Formatter.Register<IPet>(pet => "pet");
        Assert.Equal("dog", new Puppy().ToDisplayString());
        Assert.Equal("animal", new Cat().ToDisplayString());
        Assert.Equal("pet", new Stone().ToDisplayString());
    }

    [Fact]
    public void A_generic_definition_covers_all_its_types()
    {
        Formatter.Register(typeof(Box<>), (box, writer) => writer.Write("a box"));
        Formatter.Register(typeof(IShelf<>), (shelf, writer) => writer.Write("a shelf"));
        Formatter.SetPreferredMimeTypesFor(typeof(Box<>), "text/plain");
        Assert.Equal("a box", new Box<int>(1).ToDisplayString());
        Assert.Equal("a box", new SmallBox().ToDisplayString());
        Assert.Equal("a shelf", new Shelf().ToDisplayString());
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(SmallBox)));
    }

    [Fact]
    public void The_latest_of_equals_wins_and_one_that_declines_leaves_it_to_the_next()
    {
        Formatter.Register<Dog>(dog => "first");
        Formatter.Register<Dog>(dog => "second");
        Assert.Equal("second", new Dog().ToDisplayString());
        Formatter.Register<Dog>((Dog dog, FormatContext context) => false);
        Assert.Equal("second", new Dog().ToDisplayString());
    }

    [Fact]
    public void Preferred_mime_types_are_those_of_the_most_specific_type()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Dog), "image/svg+xml", "image/png", "image/png");
        Formatter.SetPreferredMimeTypesFor(typeof(Animal), "text/plain");
        Assert.Equal(["image/svg+xml", "image/png"], Formatter.GetPreferredMimeTypesFor(typeof(Puppy)));
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Cat)));
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(typeof(Stone)));
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(string)));
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(null));
        Formatter.DefaultMimeType = "text/plain";
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Stone)));
    }

    [Fact]
    public void Formatted_values_come_in_the_preferred_or_the_wanted_mime_types()
    {
        Formatter.Register<Dog>(dog => "<dog/>", "image/svg+xml");
        Formatter.Register<Dog>(dog => "a dog");
        Formatter.SetPreferredMimeTypesFor(typeof(Dog), "image/svg+xml", "text/plain");
        var both = FormattedValue.CreateManyFromObject(new Dog());
        Assert.Equal([("image/svg+xml", "<dog/>"), ("text/plain", "a dog")], both.Select(value => (value.MimeType, value.Value)));
        Assert.Equal("text/plain", Assert.Single(FormattedValue.CreateManyFromObject(new Dog(), "text/plain")).MimeType);
        Assert.Equal("<dog/>", FormattedValue.CreateSingleFromObject(new Dog()).Value);
        Assert.Equal("a dog", FormattedValue.CreateSingleFromObject(new Dog(), "text/plain").Value);
    }

    [Fact]
    public void A_mime_type_that_nobody_writes_is_refused_by_name()
    {
        var refused = Assert.Throws<ArgumentException>(() => new Dog().ToDisplayString("image/png"));
        Assert.Contains("image/png", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_that_name_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Formatter.SetPreferredMimeTypesFor(typeof(Dog)));
        Assert.Throws<ArgumentException>(() => Formatter.SetPreferredMimeTypesFor(typeof(Dog), " "));
        Assert.Throws<ArgumentNullException>(() => Formatter.SetPreferredMimeTypesFor(null!, "text/plain"));
        Assert.Throws<ArgumentException>(() => Formatter.Register<Dog>(dog => "", " "));
        Assert.Throws<ArgumentException>(() => Formatter.ListExpansionLimit = -1);
        Assert.Throws<ArgumentException>(() => new FormattedValue("", "text"));
        Assert.Throws<ArgumentNullException>(() => new Dog().ToDisplayString((string)null!));
    }

    [Fact]
    public void Reset_forgets_registrations_and_settings()
    {
        Formatter.Register<Dog>(dog => "registered");
        Formatter.SetPreferredMimeTypesFor(typeof(Dog), "text/plain");
        (Formatter.ListExpansionLimit, Formatter.NullString) = (3, "nothing");
        Formatter.ResetToDefault();
        Assert.DoesNotContain("registered", new Dog().ToDisplayString(), StringComparison.Ordinal);
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(typeof(Dog)));
        Assert.Equal((20, "<null>"), (Formatter.ListExpansionLimit, Formatter.NullString));
        Assert.Empty(Formatter.RegisteredFormatters(includeDefaults: false));
    }

    [Fact]
    public void Displayed_values_reach_subscribers_and_updates_keep_their_mime_types()
    {
        var seen = new List<(string Id, bool Updated, string Text)>();
        using (Formatter.SubscribeToDisplayedValues(value => seen.Add((value.DisplayId, value.IsUpdated, value.FormattedValues[0].Value))))
        {
            var shown = "one".Display("text/plain");
            shown.Update("two");
            "<b>".DisplayAs("text/html");
            Assert.Equal([(shown.DisplayId, false, "one"), (shown.DisplayId, true, "two")], seen.Take(2));
            Assert.Equal("<b>", seen[2].Text);
        }
        Assert.Equal(3, seen.Count);
    }

    private interface IPet;

    private class Animal : IPet;

    private class Dog : Animal;

    private sealed class Puppy : Dog;

    private sealed class Cat : Animal;

    private sealed class Stone : IPet;

    private interface IShelf<T>;

    private sealed class Shelf : IShelf<string>;

    private class Box<T>(T content)
    {
        public T Content { get; } = content;
    }

    private sealed class SmallBox() : Box<string>("small");
}
