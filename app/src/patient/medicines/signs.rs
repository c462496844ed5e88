//! Our own pictures of the steps, drawn in lines on a 64 by 64 grid.

use domain::technique::Sign;
use leptos::prelude::*;

use crate::ui::ActPicture;

/// The outlines of an act, its filled parts, and its arrows.
type Drawn = (&'static str, &'static str, &'static str);

/// A head seen from the side, its mouth at 33 by 33.
const HEAD: &str = "M30 44v6H14c-2-5-7-9-7-20C7 17 15 8 25 8s15 8 15 15l4 7h-4v10c0 3-2 4-4 4h-6";
/// The same with an inhaler at the lips.
const HEAD_WITH: &str =
    "M26 44v6H12c-2-5-7-9-7-20C5 17 12 8 21 8s14 8 14 15l3 6h-3v2M35 38v2c0 3-2 4-4 4h-5M35 31h8v-11h11v18h-11l-8 0Z";
const BOOT: &str = "M24 12h14v8H24ZM22 20h18v20H22ZM22 40h18l10 4-2 8H22Z";

/// The picture of a step.
pub(super) fn picture(sign: Sign) -> AnyView {
    let (lines, solid, moves) = drawn(sign);
    view! { <ActPicture lines=lines solid=solid moves=moves/> }.into_any()
}

const fn drawn(sign: Sign) -> Drawn {
    match sign {
        Sign::Open => (
            "M14 10h12v8H14ZM12 18h16v20H12ZM12 38h16l8 3-2 8H12ZM48 36l10 3-3 12-10-3Z",
            "M48 36l10 3-3 12-10-3Z",
            "M38 36c2-4 4-5 7-6M45 30l-4-1M45 30l-1 4",
        ),
        Sign::Shake => (BOOT, "M24 12h14v8H24Z", "M14 16l-6 6 6 6M50 16l6 6-6 6M12 40l-4 4 4 4M56 40l0 0"),
        Sign::Load => (
            "M24 10h16v30H24ZM20 40h24v12H20Z",
            "M20 40h24v12H20Z",
            "M10 46c-4-14 2-26 10-30M54 46c4-14-2-26-10-30M20 16l-6 0M20 16l-1 6M54 46l4-5M54 46l-5-3",
        ),
        Sign::Fit => (
            "M6 30h6v-6h22c6 0 10 4 10 9s-4 9-10 9H12v-6H6ZM54 16h8v16h-8ZM54 32l-6 1v6l8-1",
            "M54 16h8v16h-8Z",
            "M50 10h-12M38 10l4-4M38 10l4 4",
        ),
        Sign::Out => (HEAD, "", "M46 34h14M60 34l-4-4M60 34l-4 4M46 42h8"),
        Sign::Lips => (HEAD_WITH, "M43 20h11v18h-11Z", ""),
        Sign::Press => (
            "M24 22h14v8H24ZM22 30h18v18H22ZM22 48h18l10 4-2 6H22Z",
            "M24 22h14v8H24Z",
            "M31 4v14M31 18l-5-5M31 18l5-5",
        ),
        Sign::Slow => (HEAD_WITH, "M43 20h11v18h-11Z", "M58 48c-4-4-6 4-10 0s-6 4-10 0M38 48l4-4M38 48l4 4"),
        Sign::Fast => (HEAD_WITH, "M43 20h11v18h-11Z", "M60 46h-20M40 46l4-4M40 46l4 4M60 54h-20M40 54l4-4M40 54l4 4"),
        Sign::InAndOut => (HEAD, "", "M46 30h14M60 30l-4-4M60 30l-4 4M60 42h-14M46 42l4-4M46 42l4 4"),
        Sign::Hold => (HEAD, "M48 26h4v16h-4ZM56 26h4v16h-4Z", ""),
        Sign::Close => {
            ("M20 8h14v8H20ZM18 16h18v20H18ZM18 36h18l10 3-2 10H18Z", "M44 39l6 2-3 11-6-2Z", "M44 20l4 5 9-11")
        }
        Sign::Rinse => ("M18 14h28l-4 40H22Z", "M20 32h24l-2.5 22H22.5Z", "M32 4c3 4 3 6 0 6s-3-2 0-6Z"),
    }
}
