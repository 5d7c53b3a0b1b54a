//! What can keep the watcher or the server from starting.

use std::net::SocketAddr;

/// Only the outside world fails here: a port, a socket, a thread.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens on the port already.
    #[error("port {} of {} is in use by another program; choose another with --port, or end that program", .0.port(), .0.ip())]
    PortInUse(SocketAddr),
    /// The address cannot be listened on at all: not ours, or not permitted.
    #[error("cannot listen on {address}; choose an address of this machine and a port above 1023")]
    Bind {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system answered.
        source: std::io::Error,
    },
    /// The server stopped, or could not be set up on its open socket.
    #[error("the server cannot go on")]
    Run(#[source] std::io::Error),
    /// No thread could be started for watching.
    #[error("cannot start watching for changes")]
    Watch(#[source] std::io::Error),
}
