//! The server: one socket, one thread, pages from memory.

use crate::address::BasePath;
use crate::error::ServeError;
use crate::events::ReloadHandle;
use crate::guard::Guard;
use crate::page::PageSource;
use crate::reply::{Site, answer};
use axum::Router;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::sync::watch;

/// How many ports above the one asked for are tried.
const FALLBACK_PORTS: u16 = 20;
/// Threads that may render pages at the same time; more would only wait for each other.
const RENDER_THREADS: usize = 8;

/// Where the server listens, and for whom.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The address to listen on; anything but loopback opens the server to a network.
    pub address: IpAddr,
    /// The port; zero lets the system choose one.
    pub port: u16,
    /// Further names under which the server answers, as `host` or `host:port`.
    pub allowed_hosts: Vec<String>,
    /// The path below which the site lies, for example `/` or `/news/`.
    pub base_path: String,
    /// Whether the next free port is taken when the one asked for is in use.
    pub fallback_ports: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        ServeOptions {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            allowed_hosts: Vec::new(),
            base_path: "/".to_owned(),
            fallback_ports: true,
        }
    }
}

/// A server that holds its port and waits to be run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
    shutdown: watch::Sender<bool>,
}

/// Ends a running server from another thread.
#[derive(Debug, Clone)]
pub struct ShutdownHandle {
    sender: watch::Sender<bool>,
}

impl ShutdownHandle {
    /// Makes [`Server::run`] return; open connections are closed.
    pub fn shutdown(&self) {
        self.sender.send_replace(true);
    }
}

impl Server {
    /// Takes a port and prepares to serve the pages of `source`; browsers may connect from now on, and are
    /// answered once the server runs.
    ///
    /// # Errors
    /// When no port can be had; the message names the remedy.
    #[allow(clippy::needless_pass_by_value, reason = "options are made for one server")]
    pub fn bind(options: ServeOptions, source: Arc<dyn PageSource>) -> Result<Server, ServeError> {
        let listener = listen(&options)?;
        let address = listener.local_addr().map_err(ServeError::Run)?;
        listener.set_nonblocking(true).map_err(ServeError::Run)?;
        let base = BasePath::new(&options.base_path);
        let site = Site {
            source,
            guard: Guard::new(options.address, &options.allowed_hosts),
            reload: ReloadHandle::new(base.clone()),
            base,
        };
        let (shutdown, _) = watch::channel(false);
        Ok(Server {
            listener,
            address,
            site: Arc::new(site),
            shutdown,
        })
    }

    /// Where the server listens, with the port that it got.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells open browsers what changed.
    pub fn handle(&self) -> ReloadHandle {
        self.site.reload.clone()
    }

    /// Ends the server from another thread, also before it runs.
    pub fn shutdown_handle(&self) -> ShutdownHandle {
        ShutdownHandle {
            sender: self.shutdown.clone(),
        }
    }

    /// Serves until the shutdown handle says so. Blocks the thread.
    ///
    /// # Errors
    /// When the system gives no event loop, or takes the socket away.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(RENDER_THREADS)
            .build()
            .map_err(ServeError::Run)?;
        let mut shutdown = self.shutdown.subscribe();
        let outcome = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(answer).with_state(self.site);
            tokio::select! {
                outcome = axum::serve(listener, router) => outcome,
                // An event stream never ends by itself, so nothing is gained by waiting for connections.
                _ = shutdown.wait_for(|&over| over) => Ok(()),
            }
        });
        // A page that is still being rendered must not hold up the end.
        runtime.shutdown_background();
        outcome.map_err(ServeError::Run)
    }
}

fn listen(options: &ServeOptions) -> Result<TcpListener, ServeError> {
    let wanted = SocketAddr::new(options.address, options.port);
    let further = if options.fallback_ports && options.port != 0 {
        FALLBACK_PORTS
    } else {
        0
    };
    for port in options.port..=options.port.saturating_add(further) {
        match TcpListener::bind(SocketAddr::new(options.address, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(source) => {
                return Err(ServeError::Bind {
                    address: wanted,
                    source,
                });
            }
        }
    }
    Err(ServeError::PortInUse(wanted))
}
