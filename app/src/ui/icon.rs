use leptos::prelude::*;

/// Drawn signs. They always stand beside words and are hidden from screen readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Emergency,
    Today,
    Plan,
    Diary,
    More,
    Tick,
    Warning,
    Octagon,
    Search,
    Person,
}

impl Icon {
    /// Outline on a 24 by 24 grid, to be stroked.
    fn outline(self) -> &'static str {
        match self {
            Self::Emergency => "M8 2h8l6 6v8l-6 6H8l-6-6V8ZM12 7v6M12 15v2",
            Self::Today => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3 3",
            Self::Plan => "M5 3h14v18H5ZM8 8h8M8 12h8M8 16h5",
            Self::Diary => "M3 18l5-6 4 3 8-9",
            Self::More => {
                "M6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z"
            }
            Self::Tick => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM7.5 12.5l3 3 6-7",
            Self::Warning => "M12 3 22 20.5H2ZM12 9.5v5M12 16.5v1.5",
            Self::Octagon => {
                "M8 2h8l6 6v8l-6 6H8l-6-6V8ZM8 8.5c0 4 3.5 7.5 7.5 7.5.5 0 .5-2.5 0-2.7l-2-.8-1 1.2c-1-.5-1.7-1.2-2.2-2.2l1.2-1-.8-2c-.2-.5-2.7-.5-2.7 0Z"
            }
            Self::Search => "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM15 15l6 6",
            Self::Person => "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4 21c0-5 3.5-7 8-7s8 2 8 7",
        }
    }
}

#[component]
pub fn IconMark(icon: Icon, #[prop(default = 24)] size: u16) -> impl IntoView {
    view! {
        <svg
            class="icon"
            width=size.to_string()
            height=size.to_string()
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            <path d=icon.outline()></path>
        </svg>
    }
    .into_any()
}
