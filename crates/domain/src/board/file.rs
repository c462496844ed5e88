//! The numbers of a board as tables for files. They are the told figures themselves: a file says what the screen says.

use super::{Board, Cohorts, Comparison, Groups, Line};
use crate::figures::ToldFigure;
use crate::metrics::Shown;

/// A table of a file: its columns and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells, as many in each row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A count in a file: digits alone, so that a spreadsheet adds it up, or the word.
fn number(shown: Shown) -> String {
    shown.count().map_or_else(|| shown.text(), |n| n.to_string())
}

fn whole(figure: &ToldFigure) -> String {
    figure.of.map(number).unwrap_or_default()
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// One row for each figure of each organisation.
fn lines<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<Vec<String>> {
    let row = |line: &Line, figure: &ToldFigure| {
        vec![
            line.code.to_string(),
            line.name.clone(),
            line.within.clone().unwrap_or_default(),
            figure.metric.as_str().to_owned(),
            number(figure.count),
            whole(figure),
            figure.rate().unwrap_or_default(),
        ]
    };
    lines.into_iter().flat_map(|line| line.figures.iter().map(move |figure| row(line, figure))).collect()
}

const LINE: [&str; 7] = ["code", "name", "within", "figure", "count", "of", "rate"];

impl Board {
    /// Its figures with those of a week before, and where they come from.
    pub fn figures_table(&self) -> Table {
        let rows = self.figures.iter().map(|figure| {
            let definition = figure.metric.definition();
            let before = super::figure(&self.last_week, figure.metric);
            vec![
                figure.metric.as_str().to_owned(),
                definition.title.to_owned(),
                number(figure.count),
                whole(figure),
                figure.rate().unwrap_or_default(),
                before.map(|before| number(before.count)).unwrap_or_default(),
                before.map(whole).unwrap_or_default(),
                definition.period.to_owned(),
                definition.source.to_owned(),
                self.range.last(self.today).to_string(),
            ]
        });
        Table {
            columns: columns(&[
                "figure",
                "title",
                "count",
                "of",
                "rate",
                "count_a_week_before",
                "of_a_week_before",
                "period",
                "source",
                "day",
            ]),
            rows: rows.collect(),
        }
    }

    /// The organisations right below it.
    pub fn children_table(&self) -> Table {
        Table { columns: columns(&LINE), rows: lines(&self.children) }
    }

    /// What stood at the end of each day of the range.
    pub fn trends_table(&self) -> Table {
        let rows = self.trends.iter().flat_map(|trend| {
            trend.days.iter().map(|(day, count)| {
                let count = if self.exact { Shown::Count(*count) } else { crate::suppress::shown(*count) };
                vec![trend.metric.as_str().to_owned(), day.to_string(), number(count)]
            })
        });
        Table { columns: columns(&["figure", "day", "count"]), rows: rows.collect() }
    }
}

impl Comparison {
    /// Every figure of every practice.
    pub fn table(&self) -> Table {
        Table { columns: columns(&LINE), rows: lines(&self.practices) }
    }
}

impl Groups {
    /// Every figure of every group.
    pub fn table(&self) -> Table {
        let everybody = std::iter::once((&None, &self.everybody));
        let names: Vec<Option<&String>> = self.groups.iter().map(|(word, _)| Some(word)).collect();
        let groups = names.iter().zip(self.groups.iter().map(|(_, figures)| figures));
        let rows = groups.chain(everybody).flat_map(|(word, figures)| {
            figures.iter().map(move |figure| {
                vec![
                    self.dimension.as_str().to_owned(),
                    word.map_or_else(|| "everybody".to_owned(), Clone::clone),
                    figure.metric.as_str().to_owned(),
                    number(figure.count),
                    whole(figure),
                    figure.rate().unwrap_or_default(),
                    self.day.to_string(),
                ]
            })
        });
        Table {
            columns: columns(&["dimension", "group", "figure", "count", "of", "rate", "day"]),
            rows: rows.collect(),
        }
    }
}

impl Cohorts {
    /// Every month.
    pub fn table(&self) -> Table {
        let plain = |text: String| text.replace(',', "");
        let rows = self.months.iter().map(|cohort| {
            vec![
                cohort.month.format("%Y-%m").to_string(),
                number(cohort.registered),
                plain(cohort.activated.text()),
                plain(cohort.day_seven.text()),
                plain(cohort.day_thirty.text()),
            ]
        });
        Table {
            columns: columns(&["month", "registered", "activated", "retained_day_7", "retained_day_30"]),
            rows: rows.collect(),
        }
    }
}
