"""Asks name servers for the few records that mail needs (RFC 1035)."""

import dns.exception
import dns.name
import dns.resolver
import dns.reversename

SECONDS = 5
NULL_MX = dns.name.root  # "this domain takes no mail" (RFC 7505)

# Where a name server answers: host and port.
Server = tuple[str, int]


class RecordsError(Exception):
    """No name server gave an answer."""


def texts(name: str, *, server: Server | None = None) -> list[str]:
    """The TXT records under this name, each put together from its parts. Raises RecordsError."""
    return [b"".join(record.strings).decode("utf-8", "replace") for record in _ask(name, "TXT", server)]


def mail_servers(name: str, *, server: Server | None = None) -> list[str]:
    """The hosts that take mail for this name; none where it says that it takes none. Raises RecordsError."""
    return [record.exchange.to_text() for record in _ask(name, "MX", server) if record.exchange != NULL_MX]


def addresses(name: str, *, server: Server | None = None) -> list[str]:
    """The addresses of this host, of both kinds. Raises RecordsError."""
    return [record.address for kind in ("A", "AAAA") for record in _ask(name, kind, server)]


def host_names(address: str, *, server: Server | None = None) -> list[str]:
    """What this address is called in the reverse zone (PTR). Raises RecordsError."""
    name = dns.reversename.from_address(address).to_text()
    return [record.target.to_text() for record in _ask(name, "PTR", server)]


def own_resolver() -> dns.resolver.Resolver:
    """Asks this machine's own name servers."""
    return dns.resolver.Resolver()


def resolver_at(server: Server) -> dns.resolver.Resolver:
    """Asks this name server alone."""
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [server[0]], server[1]
    return resolver


def _ask(name: str, kind: str, server: Server | None) -> list:
    """Ask the machine's own name servers, or this one."""
    try:
        resolver = resolver_at(server) if server else own_resolver()
        return list(resolver.resolve(name, kind, lifetime=SECONDS))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise RecordsError(f"No name server answered about {name}: {error}") from error
