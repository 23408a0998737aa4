# Varnish in front of the site (docs/operations.md). Put the site's address and host name in `backend`, and set
# FRONTEND_CACHE_URL to Varnish's own address, so that publishing empties it. Varnish ends no TLS: a proxy before it does,
# which sets X-Forwarded-Proto and X-Forwarded-For; say BEHIND_PROXY=2.
vcl 4.1;

import std;

backend site {
  .host = "127.0.0.1";
  .port = "8000";
  .probe = {
    .request = "GET /healthz/live HTTP/1.1" "Host: www.example.org" "Connection: close";
    .interval = 5s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
  }
}

# Who may tell the cache to forget: the machines that run the site. What a visitor sends comes from the proxy before,
# which may run there too, but names the visitor in X-Forwarded-For; Varnish has added its own caller to that.
acl site_machines {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  # One page has one key: the port, the case of the host and whatever else a visitor makes up have no part in it.
  set req.http.host = regsub(std.tolower(req.http.host), ":[0-9]+$", "");
  if (req.http.X-Forwarded-Proto != "https") {
    set req.http.X-Forwarded-Proto = "http";
  }
  # While the site is well a stale page is shown for a minute at most; while it is away, for up to a day.
  if (std.healthy(req.backend_hint)) {
    set req.grace = 60s;
  }
  if (req.method == "BAN") {
    if (client.ip !~ site_machines || req.http.X-Forwarded-For ~ ",") {
      return (synth(403, "Not allowed"));
    }
    ban("obj.http.x-host == " + req.http.host);
    return (synth(200, "Forgotten"));
  }
  # Only staff upload files; no form for the public needs more than a page of text. Bytes, as in lbn_site/delivery.
  if (std.integer(req.http.Content-Length, 0) > 102400 &&
      (req.url !~ "^/admin/" || std.integer(req.http.Content-Length, 0) > 62914560)) {
    return (synth(413, "Content Too Large"));
  }
  # A body is read to its end before the site hears of it: a dozen that come slowly would hold all its threads. Larger
  # ones are left to the site, which takes them from staff alone.
  if (std.integer(req.http.Content-Length, 0) <= 102400 && !std.cache_req_body(100KB)) {
    return (synth(413, "Content Too Large"));
  }
  # The site's private parts use cookies; everything else is the same for everyone.
  if (req.url ~ "^/(admin/|accounts/|_private/|cookies/choice)") {
    return (pass);
  }
  # Whoever is signed in sees the present state. The cookie is only a hint; the site itself keeps pages too.
  if (req.http.Cookie ~ "(^|; *)staff=") {
    return (pass);
  }
  if (req.method == "GET" || req.method == "HEAD") {
    unset req.http.Cookie;
  }
}

# What leads from http to https must not be kept for those who came by https. Address and host are added by Varnish.
sub vcl_hash {
  hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
  set beresp.http.x-host = bereq.http.host;
  # An address that is one of endlessly many for a page: the site says that it is not to be kept.
  if (beresp.http.X-Accel-Expires == "0") {
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.uncacheable = true;
    return (deliver);
  }
  # After its lifetime a page may still be shown for a day while the site is away (stale-if-error).
  if (beresp.ttl > 0s) {
    set beresp.grace = 24h;
  }
}

sub vcl_deliver {
  unset resp.http.x-host;
  unset resp.http.X-Accel-Expires;
}

sub vcl_synth {
  if (resp.status == 413) {
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Connection = "close";
    synthetic("This is more than this form takes. Please go back and send less.");
    return (deliver);
  }
}
