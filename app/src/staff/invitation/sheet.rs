//! The sheet a patient takes home: picture, address, code, and what to do with them.

use domain::time::{london_day, say_date};
use leptos::prelude::*;

use super::api::{QrPicture, ShownInvitation};
use crate::staff::shared::print_button;
use crate::ui::{Card, Details, InsetText, Row, SectionHeading};

pub(in crate::staff) fn sheet(shown: &ShownInvitation) -> AnyView {
    let invitation = &shown.invitation;
    let ends = say_date(london_day(invitation.expires_at));
    let heading = format!("{}, your asthma plan on your phone", invitation.given_name);
    let (from, picture, until) = (
        format!("From {}.", invitation.practice_name),
        picture(&shown.qr, "QR picture of the invitation link"),
        format!("Use it by {ends}."),
    );
    let (address, code, link) = (invitation.join_address.clone(), invitation.code.clone(), invitation.link.clone());
    view! {
        <Card>
            <SectionHeading text=heading id="sheet"/>
            <p>{from}</p>
            <div class="flex flex-wrap items-start gap-8">
                {picture}
                <ol class="numbers grow basis-[18rem]">
                    <li>"Point your phone’s camera at the picture and tap the link."</li>
                    <li>"No camera? Open " <strong class="break-words">{address}</strong> " and type this code:"
                        <strong class="block my-3 text-[2rem] tracking-[0.1em] tabular-nums whitespace-nowrap">{code}</strong>
                    </li>
                    <li>"Type your date of birth. A parent or carer types the child’s."</li>
                    <li>"Read what is kept and who sees it, and say yes if you agree."</li>
                </ol>
            </div>
            <p><strong>{until}</strong>" It works once. Five wrong dates of birth close it."</p>
            <div class="print:hidden">
                <Row>{print_button("Print this sheet")}</Row>
                <Details summary="Show the link">
                    <p class="break-all">{link}</p>
                    <p>"Whoever has the link and knows the date of birth can join. Send it to nobody but the patient or their parent."</p>
                </Details>
            </div>
        </Card>
        <div class="mt-4 print:hidden">
            <InsetText>
                <p>"Link and code are shown once and kept nowhere in readable form. If the sheet is lost, make a new invitation: it closes this one."</p>
            </InsetText>
        </div>
    }
    .into_any()
}

/// A QR picture, named for whoever cannot see it.
pub(crate) fn picture(qr: &QrPicture, label: impl Into<String>) -> AnyView {
    // Dark on white whatever the theme, or cameras cannot read it.
    view! {
        <svg
            width="240"
            height="240"
            viewBox=format!("0 0 {0} {0}", qr.side)
            shape-rendering="crispEdges"
            role="img"
            aria-label=label.into()
        >
            <path fill="#ffffff" d=format!("M0 0h{0}v{0}h-{0}z", qr.side)></path>
            <path fill="#000000" d=qr.path.clone()></path>
        </svg>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
pub(crate) mod ssr {
    use std::fmt::Write as _;

    use qrcode::{Color, EcLevel, QrCode};

    use super::QrPicture;
    use crate::AppError;

    /// Units of light border that readers need.
    const QUIET: usize = 4;

    /// The picture of an address.
    pub(crate) fn qr(address: &str) -> Result<QrPicture, AppError> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| AppError::Transport)?;
        let width = code.width();
        let mut path = String::new();
        for (row, modules) in code.to_colors().chunks(width).enumerate() {
            for (column, run) in dark_runs(modules) {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET);
            }
        }
        let side = u32::try_from(width + 2 * QUIET).map_err(|_| AppError::Transport)?;
        Ok(QrPicture { side, path })
    }

    /// Start and length of each run of dark squares in a row.
    fn dark_runs(modules: &[Color]) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (column, _) in modules.iter().enumerate().filter(|(_, module)| **module == Color::Dark) {
            match runs.last_mut() {
                Some((start, length)) if *start + *length == column => *length += 1,
                _ => runs.push((column, 1)),
            }
        }
        runs
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn runs_join_neighbours_and_nothing_else() {
            let (dark, light) = (Color::Dark, Color::Light);
            assert_eq!(dark_runs(&[dark, dark, light, dark, light, light]), [(0, 2), (3, 1)]);
            assert_eq!(dark_runs(&[light, light]), []);
        }

        #[test]
        fn the_picture_keeps_its_quiet_border() {
            let picture = qr("https://passport.example/join/ABCDEFGHJK");
            let Ok(picture) = picture else { return assert!(picture.is_ok()) };
            // The first finder square starts right behind the border.
            assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", picture.path);
            assert!(picture.side >= 21 + 8);
        }
    }
}
