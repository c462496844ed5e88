//! What counts as a class name and what does not.

use style_generator::class_names;

fn found(source: &str) -> String {
    class_names(source).into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn attributes_switches_and_class_functions_are_read() {
    assert_eq!(found(r#"view! { <p class="card flex" id="other">"table"</p> }"#), "card flex");
    assert_eq!(found(r#"<a class=move || if on.get() { "a b" } else { "c" } href="d">"e"</a>"#), "a b c");
    assert_eq!(found(r#"<a class=("a", move || on.get()) title="no">"#), "a");
    assert_eq!(found(r"<a class:bg-card=on class:open=move || open.get()>"), "bg-card open");
    assert_eq!(
        found(r#"fn gap_class(gap: Gap) -> &'static str { match gap { Gap::Small => "gap-2" } } "no""#),
        "gap-2"
    );
    assert_eq!(found(r#"const FRAME_CLASS: &str = "frame"; const OTHER: &str = "no";"#), "frame");
    assert_eq!(found(r#"let card_class = match kind { Kind::A => "card", _ => "card wide" }; "no""#), "card wide");
}

#[test]
fn other_words_are_left_alone() {
    assert_eq!(found(r#"// class="comment""#), "");
    assert_eq!(found(r#"let text = "class=\"inside\"";"#), "");
    assert_eq!(found(r#"<a class=if kind == "x" { "a" } else { "b" }>"static"</a>"#), "a b");
    assert_eq!(found(r#"let c_class = match k { "x" | "y" => "a", _ => "b" };"#), "a b");
    assert_eq!(found(r#"<a class=move || kind.get() rel="r">"block"</a>"#), "");
    assert_eq!(found("let c = '\"'; let x = 'a'; fn f<'a>() {} \"no\""), "");
}

#[test]
fn names_put_together_stay_visible_as_faults() {
    assert_eq!(found(r#"let x_class = format!("zone {} zone-{name}", size_class);"#), "zone zone-{name}");
}
