//! Scores a file of records against a file of gold: `eval GOLD.jsonl RECORDS.jsonl [lang|kind|rule] [--errors]`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use isnad_eval::By;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let gold = isnad_eval::parse(&std::fs::read_to_string(&args[0])?)?;
    let lines = std::fs::read_to_string(&args[1])?;
    let records = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<_>, _>>()?;
    let by = args.iter().find_map(|word| match word.as_str() {
        "lang" => Some(By::Lang),
        "kind" => Some(By::Kind),
        "rule" => Some(By::Rule),
        _ => None,
    });
    let scores = isnad_eval::score(&gold, &records, by);
    println!("{scores}");
    if args.iter().any(|word| word == "--errors") {
        for fault in &scores.faults {
            println!(
                "{}\t{}\t{}\t{}\t{}",
                fault.article, fault.measure, fault.what, fault.rule, fault.words
            );
        }
    }
    Ok(())
}
