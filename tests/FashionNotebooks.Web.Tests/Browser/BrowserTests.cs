using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FashionNotebooks.Web.Tests.Browser;

/// <summary>What a person sees. Pictures of it are left in artifacts/browser/.</summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static FilePayload File(string name, byte[] bytes, string type = "image/png") => new() { Name = name, MimeType = type, Buffer = bytes };

    /// <summary>An event with files, as a drop or a paste brings them.</summary>
    private static async Task DispatchAsync(IPage page, string kind, params FilePayload[] files) => await page.EvaluateAsync("""
        ([kind, files]) => {
          const transfer = new DataTransfer();
          for (const { name, type, base64, zeros } of files)
            transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0)), new Uint8Array(zeros)], name, { type }));
          document.querySelector('#drop').dispatchEvent(kind === 'paste'
            ? new ClipboardEvent(kind, { clipboardData: transfer, bubbles: true, cancelable: true })
            : new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
        """, new object[] { kind, files.Select(file => new { name = file.Name, type = file.MimeType, base64 = Convert.ToBase64String(file.Buffer.AsSpan().TrimEnd((byte)0)), zeros = file.Buffer.Length - file.Buffer.AsSpan().TrimEnd((byte)0).Length }).ToArray() });

    /// <summary>That this is the most probable class, by the name that people use, and that it is said aloud, too.</summary>
    private static async Task ExpectClassAsync(IPage page, string name)
    {
        await Expect(page.Locator("#classes tr:visible th").First).ToHaveTextAsync(name);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(name, new() { IgnoreCase = true });
    }

    private static Task<byte[]> Photograph(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Workspace.Artifact("browser", name), FullPage = true });

    [Fact]
    public async Task A_dropped_picture_is_named_and_the_page_shows_what_was_seen_and_what_mattered_and_asks_no_other_host()
    {
        var page = await chromium.OpenAsync();
        await DispatchAsync(page, "drop", File("boot.png", Pictures.AnkleBoot));
        await ExpectClassAsync(page, "Ankle boot");

        Assert.Equal(10, await page.GetByRole(AriaRole.Meter).CountAsync());
        await Expect(page.Locator("#label")).ToHaveTextAsync(new Regex("^Probably an ankle boot, [0-9]{2} %$"));
        await Expect(page.Locator("#heat-caption")).ToContainTextAsync("costs Ankle boot up to");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#seen').getContext('2d').getImageData(0, 0, 28, 28).data.some((value, i) => i % 4 < 3 && value > 200)"), "nothing is drawn");
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelector('#heat').getContext('2d').getImageData(0, 0, 28, 28).data].some((value, i, all) => i % 4 === 0 && value > all[i + 2] + 50)"), "nothing is orange");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#photo').naturalWidth === 28"), "the photo is not shown");

        await page.GetByText("How the photo became these pixels").ClickAsync();
        await Expect(page.Locator("#step-list img").Last).ToBeVisibleAsync();
        Assert.True(await page.Locator("#step-list img").Last.EvaluateAsync<bool>("image => image.complete && image.naturalWidth === 28"));
        await Photograph(page, "web-dropped.png");
        Assert.Empty(chromium.StrayRequests);
        Assert.DoesNotContain(chromium.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal)); // the answer to a picture cut off
    }

    [Fact]
    public async Task A_sample_that_the_page_offers_is_named_at_a_press()
    {
        var page = await chromium.OpenAsync();
        var samples = page.GetByRole(AriaRole.List, new() { Name = "No photo at hand? Try a sample" });
        await samples.GetByRole(AriaRole.Button, new() { Name = "Jeans" }).ClickAsync();
        await ExpectClassAsync(page, "Trousers");
        await Expect(page.Locator("#file")).ToHaveTextAsync("jeans-fluent.webp");
        await samples.GetByRole(AriaRole.Button, new() { Name = "Backpack" }).PressAsync("Enter");
        await ExpectClassAsync(page, "Bag");
    }

    [Fact]
    public async Task A_pasted_picture_is_named()
    {
        var page = await chromium.OpenAsync();
        await DispatchAsync(page, "paste", File("image.png", Pictures.Trouser));
        await ExpectClassAsync(page, "Trousers");
    }

    [Fact]
    public async Task Whether_a_picture_is_blurry_and_what_was_done_about_it_is_said()
    {
        var page = await chromium.OpenAsync();
        await DispatchAsync(page, "drop", File("sharp.jpg", Pictures.Shoe, "image/jpeg"));
        await ExpectClassAsync(page, "Sneaker");
        await Expect(page.Locator("#sharpness")).ToBeHiddenAsync();
        await DispatchAsync(page, "drop", File("blurred.jpg", Pictures.BlurredShoe, "image/jpeg"));
        await Expect(page.Locator("#sharpness")).ToBeVisibleAsync();
        await Expect(page.Locator("#sharpness")).ToContainTextAsync("only the network that was trained on blurred images was asked");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("but blurry");
        await Photograph(page, "web-blurry.png");
    }

    [Fact]
    public async Task The_button_pastes_what_is_on_the_clipboard()
    {
        var page = await chromium.OpenAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await page.EvaluateAsync("""
            base64 => navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], { type: 'image/png' }) })])
            """, Convert.ToBase64String(Pictures.Pullover));
        await page.GetByRole(AriaRole.Button, new() { Name = "Paste" }).ClickAsync();
        await ExpectClassAsync(page, "Pullover");
    }

    [Fact]
    public async Task Several_chosen_pictures_are_all_named_and_each_can_be_looked_at_again()
    {
        var page = await chromium.OpenAsync();
        await page.GetByLabel("Choose pictures").SetInputFilesAsync([File("boot.png", Pictures.AnkleBoot), File("pullover.png", Pictures.Pullover), File("trouser.png", Pictures.Trouser)]);
        await ExpectClassAsync(page, "Trousers");
        var gallery = page.GetByRole(AriaRole.Navigation, new() { Name = "All pictures" });
        Assert.Equal(3, await gallery.GetByRole(AriaRole.Button).CountAsync());

        await gallery.GetByRole(AriaRole.Button, new() { Name = "boot.png" }).ClickAsync();
        await ExpectClassAsync(page, "Ankle boot");
        await Expect(page.Locator("#heat-caption")).ToContainTextAsync("Ankle boot");
        Assert.True(await page.Locator("#answer").EvaluateAsync<bool>("answer => answer === document.activeElement"));
        await Photograph(page, "web-several.png");
    }

    [Fact]
    public async Task What_cannot_be_used_is_said_by_name_and_the_rest_is_answered()
    {
        var page = await chromium.OpenAsync();
        await DispatchAsync(page, "drop", File("notes.txt", "hello"u8.ToArray(), "text/plain"), File("IMG_1.HEIC", [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8], ""), File("cut.png", Pictures.AnkleBoot[..200]), File("boot.png", Pictures.AnkleBoot), File("huge.png", new byte[(10 << 20) + 1]));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("huge.png: This picture has 11 MB");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("notes.txt: The file is not a picture");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("IMG_1.HEIC: The file is a HEIC picture, which can't be read here; save it as JPEG");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cut.png: The file ends before the picture does");
        await ExpectClassAsync(page, "Ankle boot");
        await Photograph(page, "web-problems.png");
    }

    [Fact]
    public async Task What_cannot_be_used_takes_the_place_of_the_answer_before_it()
    {
        var page = await chromium.OpenAsync();
        await DispatchAsync(page, "drop", File("boot.png", Pictures.AnkleBoot));
        await ExpectClassAsync(page, "Ankle boot");
        await DispatchAsync(page, "drop", File("notes.txt", "hello"u8.ToArray(), "text/plain"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("notes.txt");
        await Expect(page.Locator("#answer")).ToBeHiddenAsync();
        await DispatchAsync(page, "drop", File("trouser.png", Pictures.Trouser));
        await ExpectClassAsync(page, "Trousers");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_picture_is_shown_at_once_and_looking_at_it_can_be_cancelled()
    {
        var page = await chromium.OpenAsync();
        await page.RouteAsync("**/api/predictions", _ => Task.CompletedTask); // never answered
        await DispatchAsync(page, "drop", File("boot.png", Pictures.AnkleBoot), File("pullover.png", Pictures.Pullover));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Looking …" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "The photo boot.png" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Looking at picture 1 of 2 …").Last).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Photograph(page, "web-looking.png");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Cancelled.");
        await Expect(page.Locator("#answer")).ToBeHiddenAsync();
        await Expect(page.Locator("#others")).ToBeHiddenAsync();
        await Expect(page.Locator("#work")).ToBeHiddenAsync();
        await page.UnrouteAllAsync();
        await DispatchAsync(page, "drop", File("trouser.png", Pictures.Trouser));
        await ExpectClassAsync(page, "Trousers");
    }

    [Fact]
    public async Task A_picture_of_more_pixels_than_the_server_takes_is_made_smaller_before_it_is_sent()
    {
        var page = await chromium.OpenAsync();
        await page.EvaluateAsync("""
            () => {
              const { send } = XMLHttpRequest.prototype;
              window.sent = new Promise(done => {
                XMLHttpRequest.prototype.send = function (body) {
                  createImageBitmap(body).then(picture => done([picture.width, picture.height]));
                  send.call(this, body);
                };
              });
            }
            """);
        await DispatchAsync(page, "drop", File("48-megapixels.png", Pictures.Plain(8000, 6000)));
        var sent = await page.EvaluateAsync<int[]>("window.sent");
        Assert.Equal([2000, 1500], sent);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nothing that stands out");
    }

    [Fact]
    public async Task The_line_for_programs_names_this_server_and_can_be_copied()
    {
        var page = await chromium.OpenAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal($"curl -H 'Content-Type: image/jpeg' --data-binary @photo.jpg {chromium.Server.Address}api/predictions", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task What_looks_like_none_of_the_ten_is_doubted_in_words()
    {
        var page = await chromium.OpenAsync();
        await page.RouteAsync("**/api/predictions", async route =>
        {
            var answer = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new() { ContentType = "application/json", Body = Regex.Replace(Regex.Replace(answer, "\"verdict\":\"[a-z]+\"", "\"verdict\":\"none\""), "\"answer\":\"[^\"]+\"", "\"answer\":\"This may be none of the ten\"") });
        });
        await DispatchAsync(page, "drop", File("boot.png", Pictures.AnkleBoot));
        await Expect(page.Locator("#label")).ToHaveTextAsync("This may be none of the ten");
        await Expect(page.Locator("#doubt")).ToContainTextAsync("Ankle boot is nearest");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("nearest: Ankle boot");
    }

    [Fact]
    public async Task It_can_be_used_with_the_keyboard_alone()
    {
        var page = await chromium.OpenAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("choose", await page.EvaluateAsync<string>("document.activeElement.id"));
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"));
        await chooser.SetFilesAsync(File("boot.png", Pictures.AnkleBoot));
        await ExpectClassAsync(page, "Ankle boot");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("paste", await page.EvaluateAsync<string>("document.activeElement.id"));
        foreach (var _ in await page.Locator("#samples button").AllAsync())
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#step-list img").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_sample_s_answer_is_in_sight_then_its_bars_then_the_pictures()
    {
        var page = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true, DeviceScaleFactor = 2 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Jeans" }).TapAsync();
        await ExpectClassAsync(page, "Trousers");
        await Expect(page.Locator("#heat-caption")).Not.ToContainTextAsync("…");
        await page.ScreenshotAsync(new() { Path = Workspace.Artifact("browser", "web-phone-sample.png") });

        var heading = (await page.Locator("#label").BoundingBoxAsync())!;
        Assert.InRange(heading.Y, 0, 300);
        Assert.True((await page.Locator("#bars").BoundingBoxAsync())!.Y > heading.Y);
        Assert.True((await page.Locator(".pictures").BoundingBoxAsync())!.Y > (await page.Locator("#bars").BoundingBoxAsync())!.Y);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 320, 390, 1280)]
    [InlineData(ColorScheme.Dark, 320, 768, 1280)]
    public async Task Axe_finds_nothing_to_complain_of_whether_the_page_is_empty_or_answered(ColorScheme scheme, params int[] widths)
    {
        var page = await chromium.OpenAsync(new() { ColorScheme = scheme });
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        await Check("empty");
        await DispatchAsync(
            page, "drop", File("boot.png", Pictures.AnkleBoot), File("notes.txt", "hello"u8.ToArray(), "text/plain"),
            File("blurred.jpg", Pictures.BlurredShoe, "image/jpeg"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("notes.txt");
        await Expect(page.Locator("#work")).ToBeHiddenAsync();
        await Expect(page.Locator("#heat-caption")).Not.ToContainTextAsync("…");
        await page.GetByText("How the photo became these pixels").ClickAsync();
        await Expect(page.Locator("#step-list img").Last).ToBeVisibleAsync();
        await Check("answered");

        async Task Check(string state)
        {
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.Empty(await page.EvaluateAsync<string[]>("async () => (await axe.run()).violations.map(found => `${found.id}: ${found.help}: ${found.nodes[0].html}`)"));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the window");
                await Photograph(page, $"web-{width}-{scheme.ToString().ToLowerInvariant()}-{state}.png");
            }
        }
    }

    [Fact]
    public async Task It_fits_a_phone_and_offers_its_camera()
    {
        var page = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true, DeviceScaleFactor = 2 });
        var camera = page.GetByLabel("Take a photo");
        await Expect(camera).ToHaveAttributeAsync("capture", "environment");
        await Expect(page.GetByText("Take a photo")).ToBeVisibleAsync();
        await camera.SetInputFilesAsync(File("photo.png", Pictures.Trouser));
        await ExpectClassAsync(page, "Trousers");
        await Expect(page.Locator("#heat-caption")).ToContainTextAsync("Trouser");

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the screen");
        // WCAG 2.2, 2.5.5: what is touched is at least 44 pixels high.
        foreach (var button in await page.Locator(".choice label:visible, button:visible").AllAsync())
            Assert.True((await button.BoundingBoxAsync())!.Height >= 44, await button.InnerTextAsync());
        await page.ScreenshotAsync(new() { Path = Workspace.Artifact("browser", "web-phone.png") });
        await Photograph(page, "web-phone-whole.png");
    }

    [Fact]
    public async Task Everything_has_a_name_for_screen_readers()
    {
        var page = await chromium.OpenAsync();
        await page.GetByLabel("Choose pictures").SetInputFilesAsync(File("boot.png", Pictures.AnkleBoot));
        await ExpectClassAsync(page, "Ankle boot");
        await Expect(page.Locator("#heat-caption")).ToContainTextAsync("costs");

        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "What the network sees" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "what mattered: where it is orange" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "The photo boot.png" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "How probable the network finds each class" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Meter, new() { Name = "Ankle boot" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Your photo" })).ToBeVisibleAsync();
        Assert.Equal(1, await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync());
    }
}
