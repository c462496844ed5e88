//! The design system: typed components that know NHS measures and behaviour, and nothing about asthma.
//!
//! Callers choose from enums and never pass class names, so the look can change in one place. Every component is
//! useful HTML before the browser has woken the page up.

pub mod bottom_nav;
pub mod button;
pub mod callout;
pub mod card;
pub mod care_card;
pub mod charts;
pub mod checkbox;
pub mod choices;
pub mod combobox;
pub mod copy_text;
pub mod date_input;
pub mod details;
pub mod dialog;
pub mod drawing;
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
pub mod tabs;
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
pub use charts::{
    Bars, Called, ChartFigure, ChartTable, Cohort, ControlChart, EquityDots, FunnelPlot, Kept, Measured, RetentionGrid,
    Series, SmallMultiples,
};
pub use checkbox::Checkbox;
pub use choices::LinkChoices;
pub use combobox::{ComboFound, ComboOption, Combobox};
pub use copy_text::CopyText;
pub use date_input::{DateInput, DayInput};
pub use details::{Details, Expander};
pub use dialog::{Dialog, any_dialog, close_dialog, open_dialog};
pub use drawing::{ActPicture, Drawing, DrawingMark};
pub use emergency::{BigCall, EmergencyFrame, NumberedSteps};
pub use error_summary::{ErrorSummary, FieldError, focus_element};
pub use field::{Choice, Fieldset};
pub use gallery::Gallery;
pub use header::{NavItem, PatientHeader, StaffHeader};
pub use icon::{Icon, IconMark};
pub use identity::{DraftMark, IdentityBanner};
pub use layout::{ColumnKind, Columns, Gap, Row, Stack};
pub use link::{BackLink, Breadcrumb, LinkedText, SkipLink, TextLink};
pub use live::{LiveDot, LiveRegion};
pub use page::{Heading, HeadingSize, Page, SectionHeading};
pub use phone_frame::{PhoneFrame, Sheet, show_as};
pub use radios::Radios;
pub use select::{Select, WrittenSelect};
pub use slider::Slider;
pub use stat::{BarRow, Sparkline, StatCard};
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Cell, Column, TableFrame, TableRow};
pub use tabs::{Tabs, choose_tab, panel_id, tab_for_key};
pub use text_input::{InputWidth, Keyboard, TextInput};
pub use textarea::Textarea;
pub use tone::{Tag, Tone};
pub use zone_card::{ZoneCard, ZoneTone};
pub use zone_strip::{ZoneStep, ZoneStrip};
