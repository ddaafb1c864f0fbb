using System.Net;

namespace NotebookKernel.Pages;

/// <summary>
/// TeX formulas as MathML, which browsers typeset without a script. Knows what teaching texts use: fractions, roots, sub- and
/// superscripts, Greek letters, sums, functions, brackets, accents; a command that it doesn't know is shown by its name.
/// </summary>
internal sealed class FormulaHtml
{
    private static readonly Dictionary<string, string> Letters = new()
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ϵ", ["varepsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η",
        ["theta"] = "θ", ["iota"] = "ι", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ",
        ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "ϕ", ["varphi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["Gamma"] = "Γ",
        ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω", ["ell"] = "ℓ",
        ["infty"] = "∞", ["partial"] = "∂", ["nabla"] = "∇",
    };

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["times"] = "×", ["cdot"] = "⋅", ["div"] = "÷", ["pm"] = "±", ["leq"] = "≤", ["le"] = "≤", ["geq"] = "≥", ["ge"] = "≥", ["neq"] = "≠", ["ne"] = "≠",
        ["approx"] = "≈", ["equiv"] = "≡", ["sim"] = "∼", ["propto"] = "∝", ["in"] = "∈", ["to"] = "→", ["rightarrow"] = "→", ["leftarrow"] = "←",
        ["mapsto"] = "↦", ["ldots"] = "…", ["dots"] = "…", ["cdots"] = "⋯", ["mid"] = "|", ["lfloor"] = "⌊", ["rfloor"] = "⌋", ["lceil"] = "⌈",
        ["rceil"] = "⌉", ["langle"] = "⟨", ["rangle"] = "⟩", ["odot"] = "⊙", ["oplus"] = "⊕", ["ast"] = "∗", ["circ"] = "∘", ["forall"] = "∀",
        ["{"] = "{", ["}"] = "}", ["%"] = "%", ["&"] = "&", ["#"] = "#", ["_"] = "_", ["|"] = "‖",
    };

    private static readonly Dictionary<string, string> LargeOperators = new() { ["sum"] = "∑", ["prod"] = "∏", ["int"] = "∫" };
    private static readonly Dictionary<string, string> Accents = new() { ["hat"] = "^", ["bar"] = "¯", ["overline"] = "¯", ["tilde"] = "~", ["vec"] = "→", ["dot"] = "˙" };
    private static readonly Dictionary<string, string> Spaces = new() { [","] = "0.17em", [":"] = "0.22em", [";"] = "0.28em", [" "] = "0.33em", ["quad"] = "1em", ["qquad"] = "2em" };
    private static readonly HashSet<string> Functions = ["log", "ln", "exp", "max", "min", "arg", "argmax", "argmin", "sin", "cos", "tan", "tanh", "lim", "det", "Pr"];
    private static readonly HashSet<string> Upright = ["text", "mathrm", "operatorname", "textbf", "texttt", "mathtt", "textit"];
    private static readonly HashSet<string> Silent = ["left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "mathbf", "mathbb", "mathcal", "boldsymbol", "mathit", "!", "\\"];

    private readonly string tex;
    private readonly bool display;
    private int position;

    private FormulaHtml(string tex, bool display) => (this.tex, this.display) = (tex, display);

    /// <param name="tex">Without its dollar signs.</param>
    /// <param name="display">On a line of its own.</param>
    public static string ToHtml(string tex, bool display) =>
        $"<math{(display ? " display=\"block\"" : "")}>{new FormulaHtml(tex, display).Row()}</math>";

    /// <summary>All up to the end of the group, which is taken too.</summary>
    private string Row()
    {
        var row = "";
        while (position < tex.Length && tex[position] != '}')
            row += WithScripts();
        position++;
        return $"<mrow>{row}</mrow>";
    }

    private string WithScripts()
    {
        var large = tex[position] == '\\' && LargeOperators.ContainsKey(PeekCommand());
        var atom = Atom();
        var (below, above) = ("", "");
        for (SkipSpace(); position < tex.Length && tex[position] is '_' or '^'; SkipSpace())
        {
            var isBelow = tex[position++] == '_';
            var script = Argument();
            (below, above) = isBelow ? (script, above) : (below, script);
        }
        var (sub, super, both) = large && display ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup");
        return (below, above) switch
        {
            ("", "") => atom,
            (_, "") => $"<{sub}>{atom}{below}</{sub}>",
            ("", _) => $"<{super}>{atom}{above}</{super}>",
            _ => $"<{both}>{atom}{below}{above}</{both}>",
        };
    }

    private string Argument()
    {
        SkipSpace();
        return position < tex.Length && tex[position] != '}' ? Atom() : "<mrow></mrow>";
    }

    private string Atom()
    {
        var character = tex[position];
        if (char.IsAsciiDigit(character))
            return $"<mn>{Take(tex[position..].TakeWhile(next => char.IsAsciiDigit(next) || next == '.').Count())}</mn>";
        position++;
        return character switch
        {
            '\\' => Command(),
            '{' => Row(),
            '&' or '~' => "",
            '-' => Operator("−"),
            '\'' => Operator("′"),
            _ when char.IsWhiteSpace(character) => "",
            _ when char.IsLetter(character) => $"<mi>{character}</mi>",
            _ => Operator(character.ToString()),
        };
    }

    private string Command()
    {
        position--;
        var name = PeekCommand();
        position += 1 + name.Length;
        if (Letters.TryGetValue(name, out var letter))
            return $"<mi>{letter}</mi>";
        if (Operators.TryGetValue(name, out var sign) || LargeOperators.TryGetValue(name, out sign))
            return Operator(sign);
        if (Spaces.TryGetValue(name, out var width))
            return $"<mspace width=\"{width}\"></mspace>";
        if (Accents.TryGetValue(name, out var accent))
            return $"<mover accent=\"true\">{Argument()}{Operator(accent)}</mover>";
        if (Functions.Contains(name))
            return $"<mi>{name}</mi>";
        if (Upright.Contains(name))
            return $"<mtext>{WebUtility.HtmlEncode(RawArgument())}</mtext>";
        if (Silent.Contains(name))
            return "";
        return name switch
        {
            "frac" or "dfrac" or "tfrac" => $"<mfrac>{Argument()}{Argument()}</mfrac>",
            "sqrt" => $"<msqrt>{Argument()}</msqrt>",
            _ => $"<mtext>\\{WebUtility.HtmlEncode(name)}</mtext>",
        };
    }

    /// <summary>The letters after the backslash, or the one character that is no letter.</summary>
    private string PeekCommand()
    {
        var name = new string([.. tex[(position + 1)..].TakeWhile(char.IsAsciiLetter)]);
        return name.Length > 0 || position + 1 >= tex.Length ? name : tex[position + 1].ToString();
    }

    private string RawArgument()
    {
        SkipSpace();
        var end = tex.IndexOf('}', position);
        if (position >= tex.Length || tex[position] != '{' || end < 0)
            return "";
        var raw = tex[(position + 1)..end];
        position = end + 1;
        return raw;
    }

    private string Take(int length) => tex[position..(position += length)];

    private void SkipSpace()
    {
        while (position < tex.Length && char.IsWhiteSpace(tex[position]))
            position++;
    }

    private static string Operator(string sign) => $"<mo>{WebUtility.HtmlEncode(sign)}</mo>";
}
