package onestop.web.guard;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import onestop.forms.PublicAddress;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * The addresses at which this server is reachable, and its use of TLS.
 *
 * <p>Beyond loopback it listens only with its own TLS, behind a proxy with TLS, or when plain HTTP
 * is set explicitly; and only under the name of {@code onestop.public-url}, so that no request can
 * choose the host name used in a page, a redirect or a cookie.
 */
@Component
@ConditionalOnWebApplication
public final class Exposure {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0(:0){6}:1]");

  private final boolean loopback;
  private final boolean secure;
  private final boolean proxied;
  private final Optional<String> publicAuthority;

  public Exposure(
      ServerProperties server,
      @Value("${onestop.web.transport:none}") Transport transport,
      PublicAddress publicAddress) {
    InetAddress address = server.getAddress();
    boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
    this.loopback = address != null && address.isLoopbackAddress();
    this.proxied = transport == Transport.PROXY;
    this.secure = tls || proxied;
    this.publicAuthority = publicAddress.authority();
    String shown = address == null ? "0.0.0.0" : address.getHostAddress();
    if (!loopback && !secure && transport != Transport.PLAIN) {
      throw Failure.badInput("web", "plain-http", "address", shown);
    }
    if (!loopback && publicAuthority.isEmpty()) {
      throw Failure.badInput("web", "public-url-needed", "address", shown);
    }
  }

  /** The transport of requests from other machines. */
  public enum Transport {
    /** There are none, or they use the TLS of this server itself. */
    NONE,
    /** They come through a proxy with TLS that names the client in X-Forwarded headers. */
    PROXY,
    /** In clear text, which any machine on the path can read. */
    PLAIN
  }

  /** Whether the server is directly reachable from this machine only. */
  public boolean isLoopback() {
    return loopback;
  }

  /** Whether it is reachable by TLS only, so that cookies are restricted to TLS. */
  public boolean isSecure() {
    return secure;
  }

  /** Whether it is behind a proxy. */
  boolean isProxied() {
    return proxied;
  }

  /**
   * Whether a request may name this host (the Host header's value, with its port): the host of the
   * public address, or, for a request from this machine, a name of this machine.
   */
  boolean answersTo(@Nullable String host, boolean fromThisMachine) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    String asked = host.toLowerCase(Locale.ROOT);
    return publicAuthority.filter(asked::equals).isPresent()
        || (fromThisMachine && LOOPBACK.matcher(asked.replaceFirst(":\\d{1,5}$", "")).matches());
  }
}
