//! Tests of dates: text in, dates out.
