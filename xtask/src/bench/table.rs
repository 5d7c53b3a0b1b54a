//! Table: figures for people and, the same, as JSON.

use serde_json::{Map, Value, json};

/// One measured thing with its figures, by column.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// Figures in the order of the columns; absent where there are none.
    pub figures: Vec<Option<f64>>,
}

/// A table of figures.
#[derive(Clone, Debug)]
pub struct Table {
    title: String,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
}

impl Table {
    /// An empty table.
    pub fn new(title: String, columns: &[&'static str]) -> Self {
        Self {
            title,
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, name: impl Into<String>, figures: Vec<Option<f64>>) {
        self.rows.push(Row {
            name: name.into(),
            figures,
        });
    }

    /// The table as text, columns aligned, in Markdown.
    pub fn text(&self) -> String {
        let mut lines: Vec<Vec<String>> =
            vec![self.columns.iter().map(|&column| column.to_owned()).collect()];
        lines[0].insert(0, String::new());
        lines.extend(self.rows.iter().map(|row| {
            let figures = row
                .figures
                .iter()
                .map(|figure| figure.map_or_else(|| "–".to_owned(), written));
            std::iter::once(row.name.clone()).chain(figures).collect()
        }));
        let widths: Vec<usize> = (0..=self.columns.len())
            .map(|at| {
                lines
                    .iter()
                    .filter_map(|line| line.get(at))
                    .map(|it| it.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let line = |cells: &Vec<String>| {
            let cells: Vec<String> = cells
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, (cell, &width))| {
                    if at == 0 {
                        format!("{cell:<width$}")
                    } else {
                        format!("{cell:>width$}")
                    }
                })
                .collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule: Vec<String> = widths
            .iter()
            .enumerate()
            .map(|(at, &width)| {
                if at == 0 {
                    "-".repeat(width)
                } else {
                    format!("{}:", "-".repeat(width.max(1) - 1))
                }
            })
            .collect();
        let mut text = format!("{}\n\n{}{}", self.title, line(&lines[0]), line(&rule));
        lines[1..].iter().for_each(|cells| text.push_str(&line(cells)));
        text
    }

    /// The table as JSON: one object a row.
    pub fn json(&self) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let mut object = Map::new();
                object.insert("name".to_owned(), row.name.clone().into());
                for (column, figure) in self.columns.iter().zip(&row.figures) {
                    object.insert((*column).to_owned(), figure.map_or(Value::Null, |it| json!(it)));
                }
                Value::Object(object)
            })
            .collect();
        json!({ "title": self.title, "rows": rows })
    }
}

/// A figure with as many decimals as it is worth.
fn written(figure: f64) -> String {
    if figure.fract() == 0.0 || figure >= 1000.0 {
        format!("{figure:.0}")
    } else if figure >= 10.0 {
        format!("{figure:.1}")
    } else {
        format!("{figure:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_json_hold_the_same() {
        let mut table = Table::new("on a desk".to_owned(), &["wall s", "pages"]);
        table.push("clean build", vec![Some(1.234), Some(1200.0)]);
        table.push("copy", vec![Some(12.34), None]);
        let text = table.text();
        assert!(text.contains("| clean build |   1.23 |  1200 |"), "{text}");
        assert!(text.contains("| copy        |   12.3 |     – |"), "{text}");
        assert_eq!(
            table.json()["rows"][1],
            json!({"name": "copy", "wall s": 12.34, "pages": null})
        );
    }
}
