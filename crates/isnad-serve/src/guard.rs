//! Who may ask: the page in the user's own browser, under a name that is this machine's.
//!
//! A foreign site can point its own name at this address (DNS rebinding) and read what comes back, so the
//! name in the request decides, not the address the connection came from.

use axum::http::{HeaderMap, Uri, header};
use std::net::IpAddr;

/// The names under which the server answers.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    address: IpAddr,
    allowed_hosts: Vec<String>,
}

impl Guard {
    pub(crate) fn new(address: IpAddr, allowed_hosts: &[String]) -> Guard {
        let allowed_hosts = allowed_hosts
            .iter()
            .map(|host| host.to_ascii_lowercase())
            .collect();
        Guard {
            address,
            allowed_hosts,
        }
    }

    /// Whether the request names this machine. `X-Forwarded-Host` and its like never count.
    pub(crate) fn admits(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        // An absolute request target overrules the header for some readers, so both must be ours.
        let target_is_ours = uri
            .authority()
            .is_none_or(|authority| self.is_ours(authority.as_str()));
        target_is_ours && host.to_str().is_ok_and(|host| self.is_ours(host))
    }

    fn is_ours(&self, authority: &str) -> bool {
        let authority = authority.to_ascii_lowercase();
        let Some(name) = name_of(&authority) else {
            return false;
        };
        // The port is not compared: a forwarded port (a container's, a tunnel's) differs, and a name that
        // is ours cannot be another's.
        if name == "localhost"
            || self
                .allowed_hosts
                .iter()
                .any(|host| host == name || *host == authority)
        {
            return true;
        }
        name.trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address| self.is_own_address(address))
    }

    fn is_own_address(&self, address: IpAddr) -> bool {
        // Where the user opened the server to a network, any address will do: only names can be rebound.
        address == self.address
            || address.is_loopback()
            || !(self.address.is_loopback() || address.is_unspecified())
    }
}

/// Whether a request for our own endpoints comes from a page of ours, or from no page at all.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let origin_is_ours = match headers.get(header::ORIGIN) {
        None => true,
        Some(origin) => origin.to_str().is_ok_and(|origin| {
            let authority = origin
                .strip_prefix("http://")
                .or_else(|| origin.strip_prefix("https://"));
            authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }),
    };
    // Browsers leave Origin out of some cross-site requests (a script tag's), but not this one.
    let site_is_ours = headers
        .get("sec-fetch-site")
        .is_none_or(|site| site == "same-origin" || site == "none");
    origin_is_ours && site_is_ours
}

/// The host of `host`, `host:port`, `[v6]` or `[v6]:port`; brackets stay.
fn name_of(authority: &str) -> Option<&str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (name, port) = authority.split_at(end);
    let port_is_sound = match port.strip_prefix(':') {
        Some(digits) => digits.parse::<u16>().is_ok(),
        None => port.is_empty(),
    };
    (!name.is_empty() && port_is_sound).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn check(address: IpAddr, allowed: &[&str], host: &str) -> bool {
        let allowed: Vec<String> = allowed.iter().map(|&host| host.to_owned()).collect();
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header value"));
        Guard::new(address, &allowed).admits(&Uri::from_static("/"), &headers)
    }

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn names_of_this_machine_are_admitted() {
        for host in [
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1:8080",
            "[::1]",
            "[::1]:8080",
            "127.0.0.2:80",
        ] {
            assert!(check(LOOPBACK, &[], host), "{host}");
        }
    }

    #[test]
    fn foreign_and_malformed_names_are_refused() {
        let hosts = [
            "evil.example",
            "localhost.evil.example",
            "evil.example:8080",
            "localhost:8080@evil.example",
            "localhost:port",
            "127.0.0.1.evil.example",
            "192.168.1.7",
            "0.0.0.0:8080",
            "[::1",
            "[::1]x",
            "::1:80",
            "",
        ];
        for host in hosts {
            assert!(!check(LOOPBACK, &[], host), "{host}");
        }
    }

    #[test]
    fn a_network_address_admits_addresses_but_no_names() {
        let any = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        assert!(check(any, &[], "192.168.1.7:8080"));
        assert!(!check(any, &[], "evil.example"));
        assert!(check(any, &["News.Example"], "news.example:8080"));
        assert!(check(LOOPBACK, &["news.example:81"], "news.example:81"));
        assert!(!check(LOOPBACK, &["news.example:81"], "news.example:82"));
    }

    #[test]
    fn an_absolute_target_must_be_ours_too() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost".parse().expect("a header value"));
        let guard = Guard::new(LOOPBACK, &[]);
        assert!(!guard.admits(&Uri::from_static("http://evil.example/"), &headers));
        assert!(guard.admits(&Uri::from_static("http://localhost/"), &headers));
        headers.append(header::HOST, "localhost".parse().expect("a header value"));
        assert!(!guard.admits(&Uri::from_static("/"), &headers));
    }

    #[test]
    fn only_own_pages_may_listen() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost:1".parse().expect("a header value"));
        assert!(is_same_origin(&headers));
        headers.insert(
            header::ORIGIN,
            "http://localhost:1".parse().expect("a header value"),
        );
        assert!(is_same_origin(&headers));
        for origin in [
            "http://localhost:2",
            "http://evil.example",
            "null",
            "file://",
            "localhost:1",
        ] {
            headers.insert(header::ORIGIN, origin.parse().expect("a header value"));
            assert!(!is_same_origin(&headers), "{origin}");
        }
        headers.remove(header::ORIGIN);
        headers.insert("sec-fetch-site", "cross-site".parse().expect("a header value"));
        assert!(!is_same_origin(&headers));
    }
}
