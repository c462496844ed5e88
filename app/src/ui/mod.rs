//! The design system: typed components that know NHS measures and behaviour, and nothing about asthma.
//!
//! Callers choose from enums and never pass class names, so the look can change in one place. Every component is
//! useful HTML before the browser has woken the page up.

pub mod bottom_nav;
pub mod button;
pub mod callout;
pub mod card;
pub mod care_card;
pub mod checkbox;
pub mod date_input;
pub mod details;
pub mod emergency;
pub mod error_summary;
pub mod field;
pub mod gallery;
pub mod header;
pub mod icon;
pub mod identity;
pub mod layout;
pub mod link;
pub mod live;
pub mod page;
pub mod phone_frame;
pub mod radios;
pub mod select;
pub mod slider;
pub mod stat;
pub mod summary_list;
pub mod table;
pub mod text_input;
pub mod textarea;
pub mod tone;
pub mod zone_card;
pub mod zone_strip;

pub use bottom_nav::{BottomNav, BottomNavItem};
pub use button::{Button, ButtonKind, ButtonLink, ButtonType};
pub use callout::{BannerKind, InsetText, NotificationBanner, Panel, WarningCallout};
pub use card::Card;
pub use care_card::{CareCard, CareLevel};
pub use checkbox::Checkbox;
pub use date_input::DateInput;
pub use details::{Details, Expander};
pub use emergency::{BigCall, EmergencyFrame, NumberedSteps};
pub use error_summary::{ErrorSummary, FieldError};
pub use field::{Choice, Fieldset};
pub use gallery::Gallery;
pub use header::{NavItem, PatientHeader, StaffHeader};
pub use icon::{Icon, IconMark};
pub use identity::{DraftMark, IdentityBanner};
pub use layout::{ColumnKind, Columns, Gap, Row, Stack};
pub use link::{BackLink, Breadcrumb, SkipLink, TextLink};
pub use live::{LiveDot, LiveRegion};
pub use page::{Heading, HeadingSize, Page, SectionHeading};
pub use phone_frame::PhoneFrame;
pub use radios::Radios;
pub use select::Select;
pub use slider::Slider;
pub use stat::{BarRow, Sparkline, StatCard};
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Cell, Column, TableFrame, TableRow};
pub use text_input::{InputWidth, Keyboard, TextInput};
pub use textarea::Textarea;
pub use tone::{Tag, Tone};
pub use zone_card::{ZoneCard, ZoneTone};
pub use zone_strip::{ZoneStep, ZoneStrip};
