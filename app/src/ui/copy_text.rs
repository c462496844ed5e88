use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// A text to take elsewhere: it can be selected everywhere, and copied by a button where scripts run. For pages without
/// a bundle, which the button's own few lines make work.
#[component]
pub fn CopyText(
    /// Also the element's id.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] text: String,
) -> impl IntoView {
    let rows = text.lines().map(|line| line.chars().count() / 60 + 1).sum::<usize>().clamp(3, 20);
    let (place, button, said) = (format!("{id}-place"), format!("{id}-copy"), format!("{id}-said"));
    let script = format!(
        "(()=>{{const g=i=>document.getElementById('{id}'+i),t=g('');g('-place').hidden=false;\
         g('-copy').addEventListener('click',async()=>{{t.focus();t.select();let ok=true;\
         try{{await navigator.clipboard.writeText(t.value)}}catch{{ok=document.execCommand('copy')}}\
         g('-said').textContent=ok?'Copied':'Press Ctrl+C to copy'}})}})()"
    );
    view! {
        <div class="field">
            <label class="label" for=id>
                {label}
            </label>
            <textarea id=id rows=rows.to_string() class="input textarea" readonly=true>
                {text}
            </textarea>
            <div id=place hidden=true class="mt-2">
                <div class="row flex flex-wrap items-center gap-4">
                    <button type="button" id=button class="button button-secondary button-small">
                        "Copy"
                    </button>
                    <span id=said role="status"></span>
                </div>
            </div>
            <script nonce=use_nonce()>{script}</script>
        </div>
    }
    .into_any()
}
