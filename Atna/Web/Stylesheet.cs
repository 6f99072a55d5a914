namespace XdsDmp.Atna.Web;

/// <summary>How the pages look, on a screen and on paper. Colours have a contrast of 4.5 to 1 at least.</summary>
internal static class Stylesheet
{
    public const string Text = """
        :root { color-scheme: light; }
        body { font: 100%/1.5 system-ui, sans-serif; margin: 0; color: #1b1b1f; background: #fff; }
        header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; background: #12355b; padding:
        .5rem 1rem; }
        header a, header .brand { color: #fff; } header .brand { font-weight: 700; margin: 0; }
        nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: 0; padding: 0; }
        nav a[aria-current] { font-weight: 700; text-decoration-thickness: 3px; }
        main { padding: 1rem; max-width: 80rem; margin: auto; }
        a { color: #0b4f9e; } a:focus, button:focus, input:focus, select:focus, summary:focus { outline: 3px solid
        #b35900; }
        .skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
        form.search { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; }
        .field { display: flex; flex-direction: column; } small { color: #4a4a52; }
        input, select, button { font: inherit; padding: .35rem; border: 1px solid #6b6b75; border-radius: .25rem; }
        button { background: #0b4f9e; color: #fff; cursor: pointer; align-self: end; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight:
        700; }
        td, th { border-bottom: 1px solid #c9c9d1; padding: .35rem .5rem; text-align: left; vertical-align: top;
        overflow-wrap: anywhere; }
        .failure { color: #9b1c1c; font-weight: 700; } .error { border-left: 4px solid #9b1c1c; padding: .5rem;
        background: #fdecec; }
        td span, td a, th { overflow-wrap: normal; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f3f3f6; padding: .75rem; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1.5rem; }
        dt { font-weight: 700; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; } svg { max-width: 100%;
        border-bottom: 1px solid #6b6b75; }
        .legend { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; } .legend li {
        border-left: 1rem solid; padding-left: .4rem; }
        rect.kind-query { fill: #0b4f9e; } li.kind-query { border-color: #0b4f9e; } rect.kind-read { fill: #1d7a4f;
        } li.kind-read { border-color: #1d7a4f; }
        rect.kind-write { fill: #8a5a00; } li.kind-write { border-color: #8a5a00; } rect.kind-security { fill:
        #9b1c1c; } li.kind-security { border-color: #9b1c1c; }
        rect.kind-other { fill: #55555e; } li.kind-other { border-color: #55555e; }
        @media print { header, form, .skip, .exports { display: none; } main { max-width: none; padding: 0; } a {
        color: inherit; text-decoration: none; } }
        """;
}
